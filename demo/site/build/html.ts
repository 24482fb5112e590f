export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Text with what the descriptions use of Markdown; links lead into the repository, and are plain words here. */
export const prose = (text: string): string =>
  escaped(text)
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');

/** A piece of code with a button that copies it. */
export const codeBlock = (code: string, label: string, id: string): string => `
  <div class="code">
    <pre tabindex="0" role="group" aria-label="${escaped(label)}"><code id="${id}">${escaped(code.trim())}</code></pre>
    <button type="button" class="quiet small" data-copy="${id}" aria-label="Copy: ${escaped(label)}">Copy</button>
  </div>`;

import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import typescript from 'highlight.js/lib/languages/typescript';
import css from 'highlight.js/lib/languages/css';
import xml from 'highlight.js/lib/languages/xml';

for (const [name, language] of Object.entries({ bash, css, javascript, typescript, xml }))
  hljs.registerLanguage(name, language);

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Text with the Markdown that descriptions use. Their links lead into the repository, so here they are plain words. */
export const prose = (text: string): string =>
  escaped(text)
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');

/** Code with classes for colours; unchanged if its language is unknown. */
export const coloured = (code: string, language: string): string =>
  hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escaped(code);

const unescaped = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Colours the page's own `<code data-language="…">`. */
export const withColours = (html: string): string =>
  html.replace(
    /(<code[^>]* data-language="(\w+)"[^>]*>)([^<]*)(?=<\/code>)/g,
    (_all, tag: string, language: string, code: string) => tag + coloured(unescaped(code), language),
  );

/** A piece of code with a button that copies it. */
export const codeBlock = (code: string, label: string, id: string, language = ''): string => `
  <div class="code">
    <pre tabindex="0" role="group" aria-label="${escaped(label)}"><code id="${id}">${coloured(code.trim(), language)}</code></pre>
    <button type="button" class="quiet small" data-copy="${id}" aria-label="Copy: ${escaped(label)}">Copy</button>
  </div>`;

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

/** Text with what the descriptions use of Markdown; links lead into the repository, and are plain words here. */
export const prose = (text: string): string =>
  escaped(text)
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');

/** Code in colours, which the style sheet gives; as it is where its language is none of ours. */
export const coloured = (code: string, language: string): string =>
  hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escaped(code);

const unescaped = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Colours what a page itself has as `<code data-language="…">`. */
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

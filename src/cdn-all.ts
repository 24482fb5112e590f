/** The second single-script entry: the same, with every language inside. */
import './locales/all.js';
import './cdn.js';

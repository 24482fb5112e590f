/** The second one-script file: the same with every language. */
import './locales/all.js';
import './cdn.js';

/** The single-script entry: registers the tag, and exposes the package as `window.xummPayloadStatus`. */
import './define.js';

export * from './index.js';

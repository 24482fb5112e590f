/** Every language, for the second one-script file, the gallery and the tests. */
import './ar.js';
import './bn.js';
import './cs.js';
import './da.js';
import './de.js';
import './el.js';
import './es.js';
import './fa.js';
import './fi.js';
import './fr.js';
import './he.js';
import './hi.js';
import './hu.js';
import './id.js';
import './it.js';
import './ja.js';
import './ko.js';
import './nb.js';
import './nl.js';
import './pl.js';
import './pt.js';
import './pt-BR.js';
import './ro.js';
import './ru.js';
import './sv.js';
import './th.js';
import './tr.js';
import './uk.js';
import './ur.js';
import './vi.js';
import './zh-CN.js';
import './zh-TW.js';

/** All tags, including English. */
export const languages: readonly string[] = [
  'ar',
  'bn',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'fa',
  'fi',
  'fr',
  'he',
  'hi',
  'hu',
  'id',
  'it',
  'ja',
  'ko',
  'nb',
  'nl',
  'pl',
  'pt',
  'pt-BR',
  'ro',
  'ru',
  'sv',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh-CN',
  'zh-TW',
];

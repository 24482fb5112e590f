import { UUID } from '../support/frames.js';

/**
 * Hostile addresses, for everything that takes one. In each, `{s}` is the required scheme, `{p}` the same without
 * encryption, `{h}` the trusted host, and `{u}` the payload's uuid.
 */
export interface Place {
  readonly scheme: string;
  readonly plain: string;
  readonly host: string;
}

export const fillIn = (template: string, { scheme, plain, host }: Place): string =>
  template
    .replaceAll('{s}', scheme)
    .replaceAll('{p}', plain)
    .replaceAll('{h}', host)
    .replaceAll('{H}', host.toUpperCase())
    .replaceAll('{%h}', `%${host.charCodeAt(0).toString(16)}${host.slice(1)}`)
    .replaceAll('{wide h}', host.replace('.', '。'))
    .replaceAll(
      '{full h}',
      host.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    )
    .replaceAll('{soft h}', `${host.slice(0, 2)}\u00ad${host.slice(2)}`)
    .replaceAll('{u}', UUID);

/** Valid nowhere. */
export const NEVER: readonly string[] = [
  // schemes
  'javascript:alert(1)',
  'javascript:alert(1)//{h}/sign/{u}',
  'javascript://{h}/sign/{u}%0Aalert(1)',
  'javascript://{h}/%0aalert(1)//sign/{u}',
  'JaVaScRiPt:alert(1)//{u}',
  'java\tscript:alert(1)//{u}',
  'java\r\nscript:alert(1)//{u}',
  ' javascript:alert(1)//{u}',
  '\u0001javascript:alert(1)//{u}',
  'vbscript:msgbox(1)//{u}',
  'data:text/html,<script>alert(1)</script>{u}',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'data:application/json,{"resolved":true,"signed":true,"verification":"verified"}',
  'blob:https://{h}/{u}',
  'blob:null/{u}',
  'filesystem:https://{h}/temporary/sign/{u}',
  'view-source:https://{h}/sign/{u}',
  'file:///sign/{u}',
  'file://{h}/sign/{u}',
  'ftp://{h}/sign/{u}',
  'about:blank#{u}',
  'about:srcdoc',
  'intent://{h}/sign/{u}#Intent;scheme=https;end',
  'xumm://xumm.app/sign/{u}',
  'mailto:{u}@{h}',
  'tel:+41123456789',
  'ws+unix://{h}/sign/{u}',
  'chrome-extension://abcdefghijklmnop/sign/{u}',
  '{p}//{h}/sign/{u}',
  '{p}//evil.example/sign/{u}',
  // user names
  '{s}//user@{h}/sign/{u}',
  '{s}//user:password@{h}/sign/{u}',
  '{s}//:password@{h}/sign/{u}',
  '{s}//{h}@evil.example/sign/{u}',
  '{s}//{h}:443@evil.example/sign/{u}',
  '{s}//{h}%2Fsign%2F@evil.example/sign/{u}',
  '{s}//evil.example@{h}/sign/{u}',
  // no addresses
  '{s}//{h}%40evil.example/sign/{u}',
  '{s}//{h}:99999/sign/{u}',
  '{s}//{h}:80a/sign/{u}',
  '{s}//{h}:-1/sign/{u}',
  '{s}//{h}:{h}/sign/{u}',
  '{s}//{h}%00.evil.example/sign/{u}',
  '{s}//{h}\u0000.evil.example/sign/{u}',
  '{s}//{h}<evil.example/sign/{u}',
  '{s}//evil.example%2F{h}/sign/{u}',
  '{s}//evil.example%3F{h}/sign/{u}',
  '{s}//evil.example%23{h}/sign/{u}',
  '{s}//{h}%5Cevil.example/sign/{u}',
  '{s}//\u202e{h}/sign/{u}',
  '{s}//[{h}]/sign/{u}',
  '{s}//[::1/sign/{u}',
  '{s}//256.256.256.256/sign/{u}',
  '{s}//%/sign/{u}',
];

/** Addresses of other hosts, with the host. */
export const FOREIGN: readonly (readonly [template: string, host: string])[] = [
  ['{s}//evil.example/sign/{u}', 'evil.example'],
  ['{s}//EVIL.EXAMPLE/sign/{u}', 'evil.example'],
  ['{s}//{h}.evil.example/sign/{u}', '{h}.evil.example'],
  ['{s}//evil-{h}/sign/{u}', 'evil-{h}'],
  ['{s}//evil.{h}/sign/{u}', 'evil.{h}'],
  ['{s}//www.{h}/sign/{u}', 'www.{h}'],
  ['{s}//{h}./sign/{u}', '{h}.'],
  ['{s}//{h}e/sign/{u}', '{h}e'],
  // ports
  ['{s}//{h}:8443/sign/{u}', '{h}:8443'],
  ['{s}//{h}:80/sign/{u}', '{h}:80'],
  ['{s}//{h}:0/sign/{u}', '{h}:0'],
  ['{s}//{h}:4430/sign/{u}', '{h}:4430'],
  // the trusted host elsewhere in the address
  ['{s}//evil.example/{h}/sign/{u}', 'evil.example'],
  ['{s}//evil.example?{h}/sign/{u}', 'evil.example'],
  ['{s}//evil.example#@{h}/sign/{u}', 'evil.example'],
  ['{s}//evil.example/@{h}/sign/{u}', 'evil.example'],
  ['{s}//evil.example/;@{h}/sign/{u}', 'evil.example'],
  // backslashes and slashes
  ['{s}//evil.example\\@{h}/sign/{u}', 'evil.example'],
  ['{s}\\\\evil.example\\sign\\{u}', 'evil.example'],
  ['{s}/\\evil.example/sign/{u}', 'evil.example'],
  ['{s}////evil.example/sign/{u}', 'evil.example'],
  // white space and encodings, which a browser takes out
  ['\t{s}//evil.example/sign/{u}', 'evil.example'],
  ['{s}//ev\nil.example/sign/{u}', 'evil.example'],
  ['{s}//evil.example\u3002{h}/sign/{u}', 'evil.example.{h}'],
  ['{s}//%65vil.example/sign/{u}', 'evil.example'],
  ['{s}//{h}%2Eevil.example/sign/{u}', '{h}.evil.example'],
  ['{s}//evil。example/sign/{u}', 'evil.example'],
  ['{s}//ｅｖｉｌ．example/sign/{u}', 'evil.example'],
  ['{s}//ev\u200bil.example/sign/{u}', 'evil.example'],
  // look-alikes: Cyrillic х, о and р, Greek υ, a dot below
  ['{s}//\u0445umm.app/sign/{u}', 'xn--umm-kfd.app'],
  ['{s}//sh\u043ep.example/sign/{u}', 'xn--shp-ted.example'],
  ['{s}//xumm.a\u0440p/sign/{u}', 'xumm.xn--ap-lmc'],
  ['{s}//x\u03c5mm.app/sign/{u}', 'xn--xmm-yzc.app'],
  ['{s}//xum\u1e43.app/sign/{u}', 'xn--xum-34y.app'],
  // this machine, and private addresses
  ['{s}//localhost/sign/{u}', 'localhost'],
  ['{s}//{h}.localhost/sign/{u}', '{h}.localhost'],
  ['{s}//127.0.0.1/sign/{u}', '127.0.0.1'],
  ['{s}//2130706433/sign/{u}', '127.0.0.1'],
  ['{s}//0x7f.1/sign/{u}', '127.0.0.1'],
  ['{s}//[::1]/sign/{u}', '[::1]'],
  ['{s}//[::ffff:127.0.0.1]/sign/{u}', '[::ffff:7f00:1]'],
  ['{s}//169.254.169.254/sign/{u}', '169.254.169.254'],
];

/** Without a scheme: no addresses; if a page resolved them, they would lead to another host. */
export const RELATIVE: readonly string[] = [
  '//evil.example/sign/{u}',
  '///evil.example/sign/{u}',
  '/\\evil.example/sign/{u}',
  '\\\\evil.example/sign/{u}',
  '\\/evil.example/sign/{u}',
  '/\t/evil.example/sign/{u}',
  ' //evil.example/sign/{u}',
  '//{h}.evil.example/sign/{u}',
  '//{h}:8443/sign/{u}',
  '//{h}@evil.example/sign/{u}',
  '//user@{h}/sign/{u}',
];

/** Odd spellings of the trusted host's `/sign/<uuid>`, which are turned into the plain form. */
export const DISGUISED: readonly string[] = [
  ' \t\n{s}//{h}/sign/{u}\u0000 ',
  '{s}//{h}:443/sign/{u}',
  '{s}//{h}:/sign/{u}',
  '{s}//{h}:0443/sign/{u}',
  '{s}//@{h}/sign/{u}',
  '{s}//:@{h}/sign/{u}',
  '{s}//{H}/sign/{u}',
  '{s}//{%h}/sign/{u}',
  '{s}//{wide h}/sign/{u}',
  '{s}//{soft h}/sign/{u}',
  '{s}//{full h}/sign/{u}',
  '{s}//\u200b{h}/sign/{u}',
  '{s}\\\\{h}\\sign\\{u}',
  '{s}/\\{h}/sign/{u}',
  '{s}////{h}/sign/{u}',
  '{s}//{h}/\t\nsi\rgn/{u}',
  '{s}//{h}/evil.example/../sign/{u}',
  '{s}//{h}/@evil.example/%2E%2e/sign/./{u}',
];

/** All of these addresses, for everything that takes a plain word. */
export const ADDRESSES: readonly string[] = [
  ...[...NEVER, ...RELATIVE, ...DISGUISED],
  ...FOREIGN.map(([template]) => template),
].map((template) => fillIn(template, { scheme: 'wss:', plain: 'ws:', host: 'xumm.app' }));

/** Texts that are no words. */
export const NO_WORDS: readonly string[] = [
  ...['.', '..', '../..', '/', '//', '\\', '%', '%2e', '$&', '"', "'", '`', '<b>', '{uuid}', '@evil.example'],
  ...[
    ' ',
    '\n',
    '\t',
    '\u0000',
    '\ud800',
    '\u200b',
    '\u202e',
    '😀',
    '__proto__',
    '<img src=x onerror=alert(1)>',
  ],
];

/** A word with something added that must not be there. */
export const around = (word: string): readonly string[] => [
  ...[` ${word}`, `${word} `, `${word}\n`, `\n${word}`, `${word}\u0000`, `{${word}}`, `\ufeff${word}`],
  ...[`${word}/`, `/${word}`, `${word}/..`, `${word}\\..`, `${word}?x`, `${word}#x`, `${word}%2f..`],
  ...[`${word}:443`, `${word}@evil.example`, `urn:uuid:${word}`, `${word},${word}`, `${word} ${word}`],
];

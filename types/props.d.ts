import type { XummEventName, XummPayloadStatus } from '../dist/index.js';

/** What a page may set. */
type PropertyName = AttributeProperty | 'getStatus' | 'messages';

/** What it can also set by an attribute. */
type AttributeProperty =
  | 'payload'
  | 'websocketUrl'
  | 'uuid'
  | 'signUrl'
  | 'pushed'
  | 'statusUrl'
  | 'renewable'
  | 'autoReturn'
  | 'network'
  | 'layout';

/** `websocketUrl` is `websocket-url` in markup. */
type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : '';

type Written<Value> = Value extends boolean ? boolean | 'true' | 'false' | '' : Value;

/** The element's properties, by a framework's prefix for them. */
export type Properties<Prefix extends string = ''> = {
  [Name in PropertyName as `${Prefix}${Name}`]?: XummPayloadStatus[Name] | undefined;
};

/** The element's attributes, by a framework's prefix for them. */
export type Attributes<Prefix extends string = ''> = {
  [Name in AttributeProperty as `${Prefix}${Kebab<Name>}`]?: Written<XummPayloadStatus[Name]> | undefined;
};

/** A listener of an event of the element, whose target is known to be one. */
type Handler<Name extends XummEventName> = (
  event: HTMLElementEventMap[Name] & { currentTarget: XummPayloadStatus },
) => void;

/** The listeners, by a framework's prefix for them. */
export type Handlers<Prefix extends string> = {
  [Name in XummEventName as `${Prefix}${Name}`]?: Handler<Name> | null | undefined;
};

import { LitElement, type PropertyDeclaration } from 'lit';
import { adoptStylesThere } from './view/adopt-styles.js';
import { isOnServer } from './on-server.js';

/** Frameworks write `false` as the text `"false"`: as an attribute before the element is defined, or as a property. */
export const flag = {
  fromAttribute: (value: unknown) => (typeof value === 'string' ? value !== 'false' : (value ?? false)),
};

/** A LitElement for any page: of a framework, rendered by a server, moved to another document. */
export class BaseElement extends LitElement {
  static {
    // A configuration that was read during an update opens a socket after it, which causes another update.
    this.disableWarning?.('change-in-update');
  }

  /** Frameworks set `undefined` for a missing value: treat it as not set. */
  protected static override getPropertyDescriptor(
    name: PropertyKey,
    key: string | symbol,
    options: PropertyDeclaration,
  ): PropertyDescriptor | undefined {
    const descriptor = super.getPropertyDescriptor(name, key, options);
    return (
      descriptor && {
        ...descriptor,
        set(value: unknown) {
          descriptor.set?.call(
            this,
            options.converter === flag ? flag.fromAttribute(value) : (value ?? null),
          );
        },
      }
    );
  }

  override connectedCallback(): void {
    if (!isOnServer()) super.connectedCallback();
  }

  protected override createRenderRoot(): ShadowRoot {
    if (this.shadowRoot) this.takeUp(this.shadowRoot);
    // Does not call LitElement's own method, which renders above existing content or, if the page hydrates, a second time.
    const { shadowRootOptions, elementStyles } = this.constructor as typeof LitElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    adoptStylesThere(root, elementStyles);
    return root;
  }

  /**
   * Removes what a server rendered; the entry `hydrate` keeps it.
   *
   * @internal
   */
  protected takeUp(root: ShadowRoot): void {
    root.replaceChildren();
  }

  /** Style sheets do not move to another document with the element. */
  adoptedCallback(): void {
    if (this.shadowRoot)
      adoptStylesThere(this.shadowRoot, (this.constructor as typeof LitElement).elementStyles);
  }
}

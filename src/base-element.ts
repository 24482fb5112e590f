import { LitElement, type PropertyDeclaration } from 'lit';
import { isOnServer } from './environment.js';
import { adoptStylesThere } from './view/adopt-styles.js';

/** A framework that mounts before the element is defined writes `false` as the attribute `"false"`. */
export const flag = { fromAttribute: (value: string | null) => value !== null && value !== 'false' };

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
    const none = options.converter === flag ? false : null;
    return (
      descriptor && {
        ...descriptor,
        set(value: unknown) {
          descriptor.set?.call(this, value ?? none);
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

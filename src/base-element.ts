import { LitElement, type PropertyDeclaration } from 'lit';
import { isOnServer } from './environment.js';
import { adoptStylesThere } from './view/adopt-styles.js';

/** A framework that mounts before the element is defined writes `false` as the attribute `"false"`. */
export const flag = { fromAttribute: (value: string | null) => value !== null && value !== 'false' };

/** A LitElement for pages of any making: of a framework, drawn by a server, moved from one document to another. */
export class BaseElement extends LitElement {
  static {
    // What an update read of the configuration opens a socket after it, and that is one more thing to show.
    this.disableWarning?.('change-in-update');
  }

  /** Frameworks pass `undefined` for what is not set: it reads as what nothing set reads as. */
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
    // Past LitElement's own, which would draw before what is there, or, where a page hydrates other elements, once more.
    const { shadowRootOptions, elementStyles } = this.constructor as typeof LitElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    adoptStylesThere(root, elementStyles);
    return root;
  }

  /**
   * What a server drew makes room; the entry `hydrate` keeps it.
   *
   * @internal
   */
  protected takeUp(root: ShadowRoot): void {
    root.replaceChildren();
  }

  /** Style sheets do not come along to another document. */
  adoptedCallback(): void {
    if (this.shadowRoot)
      adoptStylesThere(this.shadowRoot, (this.constructor as typeof LitElement).elementStyles);
  }
}

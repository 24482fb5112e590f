import { noChange } from 'lit';
import { directive, Directive, type ChildPart } from 'lit/directive.js';

/**
 * An element that holds only this text. A browser that translates the page replaces text nodes, and lit would keep
 * writing into the old ones. So the text stays until it changes, and then the whole element is replaced.
 */
class Said extends Directive {
  #text: string | null = null;
  #home: ParentNode | null = null;

  render(text: string): unknown {
    return text;
  }

  override update(part: ChildPart, [text]: [string]): unknown {
    const before = this.#text;
    this.#text = text;
    this.#home ??= part.parentNode as unknown as ParentNode;
    if (before === null) return text;
    if (before === text) return noChange;
    const { startNode: start, endNode: end } = part;
    const node = start?.nextSibling as Text | null | undefined;
    if (node?.data === before && node.nextSibling === end) node.data = text;
    else this.#home.replaceChildren(...[start, text, end].filter((each) => each !== null));
    return noChange;
  }
}

export const said = directive(Said);

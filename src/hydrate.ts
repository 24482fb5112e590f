/** Registers the tag, for pages whose server rendered the element: it keeps the server's nodes. */
import { XummPayloadStatus } from './xumm-payload-status.js'; // first, because lit needs it where there is no DOM
import { hydrate } from '@lit-labs/ssr-client';
import { render, type PropertyValues, type TemplateResult } from 'lit';

/** Renders what a server would render for these attributes, with an element that is in no page. */
function drawLikeServer(element: XummPayloadStatus): TemplateResult {
  const twin = document.createElement('xumm-payload-status');
  for (const { name, value } of element.attributes) twin.setAttribute(name, value);
  // Any name that makes the element read its configuration.
  twin['willUpdate']((new Map() as PropertyValues<XummPayloadStatus>).set('uuid', null));
  return twin['render']();
}

/** Elements and text only: comments mark the places of templates, and styles are adopted or set as properties. */
function bare(nodes: Iterable<Node>): Node {
  const copy = document.createElement('div');
  for (const node of nodes) copy.append(node.cloneNode(true));
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const comments: ChildNode[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode as Comment);
  for (const node of [...comments, ...copy.querySelectorAll('style')]) node.remove();
  for (const styled of copy.querySelectorAll('[style]')) styled.removeAttribute('style');
  copy.normalize();
  return copy;
}

/** Hydration trusts the markup, so nodes are kept only if the server rendered exactly the same. */
function takeUp(root: ShadowRoot, element: XummPayloadStatus): boolean {
  const drawn = drawLikeServer(element);
  const ours = document.createElement('div');
  render(drawn, ours);
  if (!bare(root.childNodes).isEqualNode(bare(ours.childNodes))) return false;
  try {
    hydrate(drawn, root, element.renderOptions);
  } catch {
    return false; // rendered by another version
  }
  for (const style of root.querySelectorAll('style')) style.remove();
  return true;
}

const Hydrating = class extends XummPayloadStatus {
  protected override takeUp(root: ShadowRoot): void {
    if (!takeUp(root, this)) super.takeUp(root);
  }
};

// Does not import define.js, which would run before this module: this call upgrades what is in the page.
if (typeof customElements !== 'undefined' && !customElements.get('xumm-payload-status'))
  customElements.define('xumm-payload-status', Hydrating);

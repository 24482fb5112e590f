/** Registers the tag, for pages whose server drew the element already: what it drew stays, and comes to life. */
import { XummPayloadStatus } from './xumm-payload-status.js'; // first: what loads lit where there is no DOM
import { hydrate } from '@lit-labs/ssr-client';
import { render, type PropertyValues, type TemplateResult } from 'lit';

/** What a server draws with these attributes: a twin that is in no page knows no more than it does. */
function drawLikeServer(element: XummPayloadStatus): TemplateResult {
  const twin = document.createElement('xumm-payload-status');
  for (const { name, value } of element.attributes) twin.setAttribute(name, value);
  // One of the names that make it read its configuration.
  twin['willUpdate']((new Map() as PropertyValues<XummPayloadStatus>).set('uuid', null));
  return twin['render']();
}

/** Elements and words alone: comments mark the places of templates, styles are adopted or set as properties. */
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

/** Hydration believes what it is told: only where the server drew the very same are its nodes kept. */
function takeUp(root: ShadowRoot, element: XummPayloadStatus): boolean {
  const drawn = drawLikeServer(element);
  const ours = document.createElement('div');
  render(drawn, ours);
  if (!bare(root.childNodes).isEqualNode(bare(ours.childNodes))) return false;
  try {
    hydrate(drawn, root, element.renderOptions);
  } catch {
    return false; // the templates of another version
  }
  for (const style of root.querySelectorAll('style')) style.remove();
  return true;
}

const Hydrating = class extends XummPayloadStatus {
  protected override takeUp(root: ShadowRoot): void {
    if (!takeUp(root, this)) super.takeUp(root);
  }
};

// Not by define.js, which would run before this module: what is in the page is upgraded by this very call.
if (typeof customElements !== 'undefined' && !customElements.get('xumm-payload-status'))
  customElements.define('xumm-payload-status', Hydrating);

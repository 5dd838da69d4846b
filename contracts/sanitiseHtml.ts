import { safeUrl } from './safeUrl.ts';

/** What is left of a piece of HTML: a text, or one of the allowed elements with what it holds. */
export type SafeNode =
  | string
  | { tag: string; href?: string; src?: string; alt?: string; children: SafeNode[] };

/** As much of a DOM node as is needed here; `DOMParser` makes them in the browser. */
export interface HtmlNode {
  nodeType: number;
  nodeName: string;
  nodeValue: string | null;
  childNodes: ArrayLike<HtmlNode>;
  getAttribute?(name: string): string | null;
}

/** What HTML in a message may be made of: on the server (topics/html/sanitise.ts) and, once more, where it is shown. */
export const allowedTags: readonly string[] =
  'a b blockquote br code del em h3 h4 h5 h6 hr i img li ol p pre s span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  );
/** Headings of a message must not outrank the page's. */
export const renamedTags: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h3', div: 'p' };
/** What these hold is no text for people: it goes with them. */
export const droppedTags: readonly string[] =
  'script style template noscript iframe object embed svg math textarea select option head title'.split(' ');
const deepest = 40;

/**
 * Keeps the allowed elements without any attribute but a safe `href`, `src` and `alt`; of every other element it keeps
 * what is inside. The answer is data: whoever shows it makes elements, never markup.
 */
export function sanitiseHtml(parent: HtmlNode, origin: string, depth = 0): SafeNode[] {
  if (depth > deepest) return [];
  return Array.from(parent.childNodes).flatMap((node) => sanitiseNode(node, origin, depth));
}

function sanitiseNode(node: HtmlNode, origin: string, depth: number): SafeNode[] {
  if (node.nodeType === 3) return node.nodeValue ? [node.nodeValue] : [];
  if (node.nodeType !== 1) return [];
  const name = node.nodeName.toLowerCase();
  if (droppedTags.includes(name)) return [];
  const children = sanitiseHtml(node, origin, depth + 1);
  const tag = renamedTags[name] ?? name;
  if (!allowedTags.includes(tag)) return children;
  if (tag === 'a') {
    const href = safeUrl(node.getAttribute?.('href'), origin);
    return href === undefined ? children : [{ tag, href, children }];
  }
  if (tag === 'img') {
    const src = safeUrl(node.getAttribute?.('src'), origin, 'media');
    const alt = node.getAttribute?.('alt') ?? '';
    return src === undefined ? (alt === '' ? [] : [alt]) : [{ tag, src, alt, children: [] }];
  }
  return [{ tag, children }];
}

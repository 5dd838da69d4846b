import { h, type JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type SafeNode, sanitiseHtml } from '../../contracts/sanitiseHtml.ts';
import { MessageLink } from './MessageLink.tsx';

/** HTML of a message as the requester sees it: reduced to what is harmless and made anew from elements. */
export function MessageHtml({ html }: { html: string }) {
  const nodes = useMemo(
    () => sanitiseHtml(new DOMParser().parseFromString(html, 'text/html').body, location.href),
    [html],
  );
  return <div class="msg-html">{nodes.map(show)}</div>;
}

function show(node: SafeNode): JSX.Element | string {
  if (typeof node === 'string') return node;
  const children = node.children.map(show);
  if (node.tag === 'a') return <MessageLink url={node.href ?? ''}>{children}</MessageLink>;
  if (node.tag === 'img') return <img class="msg-image" src={node.src} alt={node.alt} loading="lazy" />;
  return h(node.tag, null, children);
}

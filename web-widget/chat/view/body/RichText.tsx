import { h, type JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type SafeNode, sanitiseHtml } from '../../../../contracts/sanitiseHtml.ts';
import { useChat } from '../chatContext.ts';
import { OutLink } from './OutLink.tsx';
import { PlainText } from './PlainText.tsx';

/** HTML of a message, reduced to what is harmless and made anew from elements: none of it is parsed into the page. */
export function RichText({ html, text }: { html: string; text: string }): JSX.Element {
  const { settings } = useChat();
  const nodes = useMemo(
    () => sanitiseHtml(new DOMParser().parseFromString(html, 'text/html').body, settings.origin),
    [html, settings.origin],
  );
  return (
    <div class="bubble-text rich">
      {nodes.length > 0 ? nodes.map((node) => show(node, settings.origin)) : <PlainText text={text} />}
    </div>
  );
}

function show(node: SafeNode, origin: string): JSX.Element | string {
  if (typeof node === 'string') return node;
  const children = node.children.map((child) => show(child, origin));
  if (node.tag === 'a') {
    return (
      <OutLink url={node.href ?? ''} origin={origin}>
        {children}
      </OutLink>
    );
  }
  if (node.tag === 'img') return <img src={node.src} alt={node.alt} loading="lazy" />;
  return h(node.tag, null, children);
}

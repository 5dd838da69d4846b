import type { JSX } from 'preact';
import { linkify } from '../../conversation/linkify.ts';
import { useChat } from '../chatContext.ts';
import { OutLink } from './OutLink.tsx';

/** A text as it was written: line breaks stay, web and mail addresses can be followed. */
export function PlainText({ text }: { text: string }): JSX.Element {
  const { settings } = useChat();
  return (
    <>
      {linkify(text).map((piece, index) =>
        piece.href === undefined ? (
          piece.text
        ) : (
          <OutLink key={index} url={piece.href} origin={settings.origin}>
            {piece.text}
          </OutLink>
        ),
      )}
    </>
  );
}

import type { BubbleTexts } from '../messages/bubbleTexts.ts';

export interface Bubble {
  element: HTMLElement;
  setOpen(open: boolean): void;
  setUnread(count: number): void;
  /** Says that the chat could not be loaded. */
  fail(): void;
  focus(): void;
}

const speech =
  'M12 3.5c-5 0-9 3.4-9 7.7 0 2.5 1.4 4.7 3.6 6.1-.1 1-.6 2.1-1.5 3.2 1.9-.2 3.6-.9 4.9-2 .6.1 1.3.2 2 .2 5 0 9-3.4 9-7.6s-4-7.6-9-7.6Z';
const chevron = 'm5 9 7 7 7-7-1.8-1.8-5.2 5.2-5.2-5.2z';

/** The round button that opens the chat, with its unread badge. */
export function createBubble(texts: BubbleTexts, on: { toggle(): void; approach(): void }): Bubble {
  const element = document.createElement('div');
  element.className = 'corner';
  const note = document.createElement('p');
  note.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'bubble';
  button.setAttribute('aria-haspopup', 'dialog');
  const badge = document.createElement('span');
  badge.className = 'badge';
  const { svg, shape } = drawing();
  button.append(svg, badge);
  element.append(note, button);

  let open = false;
  let unread = 0;
  const describe = () => {
    shape.setAttribute('d', open ? chevron : speech);
    button.setAttribute('aria-expanded', String(open));
    button.setAttribute(
      'aria-label',
      open ? texts.close : unread > 0 ? texts.openUnread(unread) : texts.open,
    );
    badge.textContent = unread > 99 ? '99+' : String(unread);
    badge.hidden = open || unread === 0;
  };
  describe();
  button.addEventListener('click', on.toggle);
  button.addEventListener('pointerenter', on.approach);
  button.addEventListener('focus', on.approach);

  return {
    element,
    setOpen(now) {
      open = now;
      element.toggleAttribute('data-open', now);
      note.textContent = '';
      describe();
    },
    setUnread(count) {
      unread = count;
      describe();
    },
    fail() {
      note.textContent = texts.failed;
    },
    focus: () => button.focus(),
  };
}

function drawing(): { svg: SVGSVGElement; shape: SVGPathElement } {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.append(shape);
  return { svg, shape };
}

import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

export interface MenuChoice {
  value: string;
  content: ComponentChildren;
  /** Set in a menu of which one choice holds: draws it as chosen. */
  chosen?: boolean;
  /** Shown in place of the menu when it is chosen: one of them is then what is chosen. */
  next?: readonly MenuChoice[];
}

interface MenuProps {
  /** What the button shows. */
  children: ComponentChildren;
  /** Names the menu; the button is named by what it shows. */
  label: string;
  choices: readonly MenuChoice[];
  onChoose: (value: string) => void;
  head?: ComponentChildren;
  align?: 'start' | 'end';
  /** Opens upwards, for a button at the foot of its frame. */
  up?: boolean;
  buttonClass?: string;
  /** It does not open, and keeps the focus. */
  disabled?: boolean;
}

/** A button that opens a menu; arrows move, Escape and leaving close it, and the focus comes back. */
export function Menu(props: MenuProps) {
  const { align = 'start', buttonClass = 'btn btn-quiet' } = props;
  /** The choice whose own choices are shown. */
  const [from, setFrom] = useState<MenuChoice | null>(null);
  const choices = from?.next ?? props.choices;
  const head = from?.content ?? props.head;
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const items = () => Array.from(anchor.current?.querySelectorAll<HTMLElement>('.menu-item') ?? []);

  useEffect(() => {
    if (!open) return;
    const chosen = choices.findIndex((choice) => choice.chosen === true);
    items()[Math.max(0, chosen)]?.focus();
    const leave = (event: Event) => {
      if (event.target instanceof Node && anchor.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
    // The focus moves when the menu opens, and when other choices take its place.
  }, [open, from]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const all = items();
    const at = all.findIndex((item) => item.matches(':focus'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) all.at(to % all.length)?.focus();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys of the button and the items in it.
    <div class="menu-anchor" ref={anchor} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class={buttonClass}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-disabled={props.disabled}
        onClick={() => {
          if (props.disabled === true) return;
          setFrom(null);
          setOpen(!open);
        }}
      >
        {props.children}
      </button>
      {open && (
        <div class={`menu menu-${align}${props.up === true ? ' menu-up' : ''}`}>
          {head !== undefined && <div class="menu-head">{head}</div>}
          <div role="menu" id={id} aria-label={props.label}>
            {choices.map((choice) => {
              const { value, content, chosen, next } = choice;
              return (
                <button
                  key={value}
                  type="button"
                  class="menu-item"
                  {...roleOf(chosen)}
                  aria-haspopup={next === undefined ? undefined : 'menu'}
                  tabIndex={-1}
                  onClick={() => {
                    if (next !== undefined) return setFrom(choice);
                    close();
                    props.onChoose(value);
                  }}
                >
                  {content}
                </button>
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
}

function roleOf(chosen: boolean | undefined) {
  return chosen === undefined
    ? ({ role: 'menuitem' } as const)
    : ({ role: 'menuitemradio', 'aria-checked': chosen } as const);
}

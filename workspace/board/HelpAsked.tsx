import { useEffect, useRef, useState } from 'preact/hooks';
import type { Board } from '../../contracts/handoff.ts';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { useBoardTexts } from '../messages/board.ts';
import type { Joining } from './JoinDialog.tsx';
import { Since } from './Since.tsx';

interface HelpAskedProps extends Pick<Board, 'agents'> {
  onJoin: (joining: Joining) => void;
}

/** Agents who ask for help stand above all else, and a new one is said to who listens. */
export function HelpAsked({ agents, onJoin }: HelpAskedProps) {
  const { help: texts, agents: names } = useBoardTexts();
  const asking = agents.flatMap(({ name: agent, conversations }) =>
    conversations.flatMap((conversation) => {
      const { help } = conversation;
      return help === null ? [] : [{ agent, conversation, help }];
    }),
  );
  const known = useRef<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  useEffect(() => {
    const fresh = asking.filter(({ conversation, help }) => !known.current.has(keyOf(conversation, help)));
    known.current = new Set(asking.map(({ conversation, help }) => keyOf(conversation, help)));
    if (fresh.length > 0)
      setSaid(
        fresh
          .map(({ agent, conversation, help }) => texts.said(agent, conversation.openedFor, help.note))
          .join('. '),
      );
  }, [agents]);
  return (
    <>
      <p class="hidden-visually" role="status">
        {said}
      </p>
      {asking.length > 0 && (
        <section class="live-section" aria-labelledby="live-help">
          <h2 id="live-help">{texts.title}</h2>
          <ul class="live-help">
            {asking.map(({ agent, conversation, help }) => (
              <li key={conversation.interaction} class="card">
                <Icon name="flag" />
                <div>
                  <p>
                    <strong>{texts.asks(agent, conversation.openedFor)}</strong>{' '}
                    <span class="muted small">
                      <Since at={help.at} />
                    </span>
                  </p>
                  {help.note !== null && <p>{help.note}</p>}
                </div>
                <Button
                  look="primary"
                  aria-label={names.joinOf(conversation.openedFor || conversation.interaction, agent)}
                  onClick={() => onJoin({ agent, conversation })}
                >
                  {names.join}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function keyOf({ interaction }: { interaction: string }, { at }: { at: string }): string {
  return `${interaction} ${at}`;
}

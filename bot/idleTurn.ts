import type { Settings } from '../contracts/settings.ts';
import { closeEvents } from '../interactions/closeEvents.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import { idleDeadline } from '../interactions/idleDeadline.ts';
import type { TurnDraft } from '../interactions/turn.ts';
import { describe } from './requesterTurns.ts';
import { textsFor } from './texts.ts';

const system = { kind: 'system', name: 'System' } as const;

/**
 * What silence leads to at `now` (domain C2): a reminder, the close, or nothing because somebody spoke since
 * the deadline was stored. Pure; the facts are those of the log, so a stale deadline does no harm.
 */
export function idleTurn(state: ConversationState, now: Date, idle: Settings['idle']): TurnDraft | null {
  const due = idleDeadline(state, idle);
  if (due === null || due.action === 'resume' || due.at.getTime() > now.getTime()) return null;
  const cause = { kind: 'system', action: `idle_${due.action}` } as const;
  const texts = textsFor(state.header.locale);
  if (due.action === 'remind') {
    const messages: TurnDraft['messages'] = [{ type: 'text', text: texts.reminder[due.phase], from: system }];
    if (due.phase === 'live')
      messages.push({ type: 'text', text: texts.reminded, from: system, private: true });
    return { cause, events: [{ type: 'idle_reminded', phase: due.phase }], messages };
  }
  return {
    cause,
    events: closeEvents(state, 'idle', system, describe(state)),
    messages: [{ type: 'text', text: texts.closed[due.phase], from: system }],
  };
}

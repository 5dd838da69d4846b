import type { Settings } from '../contracts/settings.ts';
import { closeEvents } from '../interactions/closeEvents.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import {
  guestGoneDeadline,
  type IdleDeadline,
  idleDeadline,
  type Silence,
} from '../interactions/idleDeadline.ts';
import type { TurnDraft, TurnEvent } from '../interactions/turn.ts';
import { describe } from './requesterTurns.ts';
import { type SystemTexts, textsFor } from './texts.ts';

const system = { kind: 'system', name: 'System' } as const;
type Needed = Pick<Settings, 'idle' | 'messaging' | 'wrapUp'>;

/**
 * What is due by itself at `now` (domain C2): a reminder, a prompt, the close, the end of a wrap-up, or nothing because
 * somebody spoke since the deadline was stored. Pure; the facts are those of the log, so a stale deadline does no harm.
 */
export function idleTurn(state: ConversationState, now: Date, settings: Needed): TurnDraft | null {
  return draftOf(state, idleDeadline(state, settings), now, settings);
}

/** The same for a guest whose last connection was lost at `goneAt` (T5). */
export function guestGoneTurn(
  state: ConversationState,
  goneAt: Date,
  now: Date,
  settings: Needed,
): TurnDraft | null {
  return draftOf(state, guestGoneDeadline(state, goneAt, settings), now, settings);
}

function draftOf(
  state: ConversationState,
  due: IdleDeadline | null,
  now: Date,
  settings: Needed,
): TurnDraft | null {
  if (due === null || due.at.getTime() > now.getTime()) return null;
  const { record } = state;
  const texts = textsFor(record.locale);
  const said = (text: string, more: { private?: true } = {}) =>
    ({ type: 'text', text, from: system, ...more }) as const;
  const cause = { kind: 'system', action: `idle_${due.action}` } as const;
  switch (due.action) {
    case 'resume':
      return null;
    case 'end_wrap_up':
      return {
        cause,
        events: [{ type: 'wrap_up_ended', by: 'timer', code: null, note: null }],
        messages: [],
      };
    case 'prompt_agent':
      return {
        cause,
        events: [{ type: 'agent_prompted', waitingSince: due.waitingSince }],
        messages: [said(texts.waits, { private: true })],
      };
    case 'remind': {
      const phase = due.silence === 'virtual_agent' ? 'virtual_agent' : 'live';
      const note = noteFor(due.silence, texts);
      return {
        cause,
        events: [{ type: 'idle_reminded', phase }],
        messages: [
          said(texts.reminder[due.silence]),
          ...(record.owner === 'agent' ? [said(note, { private: true })] : []),
        ],
      };
    }
    case 'close':
      return {
        cause,
        events: closing(state, due.silence, now, settings),
        messages: [said(texts.closed[due.silence])],
      };
  }
}

function noteFor(silence: Silence, { reminded, gone }: SystemTexts): string {
  return silence === 'disconnected' ? gone : reminded;
}

/** T7 is a messaging action with a row of its own (domain C3 P10). */
function closing(state: ConversationState, silence: Silence, now: Date, settings: Needed): TurnEvent[] {
  const trigger = silence === 'messaging' ? 'messaging_action' : 'idle';
  return closeEvents(state, trigger, system, describe(state), { settings: settings.wrapUp, now });
}

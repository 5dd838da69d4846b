import { hasEnded } from '../contracts/states.ts';
import { closeEvents } from '../interactions/closeEvents.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { TurnDraft } from '../interactions/turn.ts';
import { systemText } from './handoffEvents.ts';
import { textsFor } from './texts.ts';

/** The live part cannot go on (domain C3 P02): it ends as faulted. Null: it is not live any more. Pure. */
export function faultDraft(state: ConversationState, message: string, fallback: string): TurnDraft | null {
  const { header } = state;
  if (hasEnded(header.state) || header.owner === 'virtual_agent') return null;
  return {
    cause: { kind: 'system', action: 'faulted' },
    events: [
      { type: 'faulted', where: 'live part', message },
      ...closeEvents(state, 'fault', { kind: 'system', name: 'System' }, fallback),
    ],
    messages: [systemText(textsFor(header.locale).faulted)],
  };
}

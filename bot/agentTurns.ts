import { AppError } from '../contracts/errors.ts';
import type { NameRef } from '../contracts/header.ts';
import { systemText } from '../handoff/handoffEvents.ts';
import type { VirtualAgentTurns } from '../handoff/virtualAgentTurns.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import type { TurnDraft, TurnEvent } from '../interactions/turn.ts';
import type { Answering } from './answering.ts';
import { cutErrand } from './cutErrand.ts';
import { requireSpeaker } from './requireSpeaker.ts';
import { textsFor } from './texts.ts';

export interface AgentTurnsDeps {
  answering: Answering;
  /** The topic, if it may run in this conversation now. @throws AppError `not_found`, `forbidden`. */
  topicFor: (state: ConversationState, name: string, by: NameRef | null) => { name: string; title: string };
}

/** What people and queues have the Virtual Agent do (handoff/virtualAgentTurns.ts). */
export function createAgentTurns({ answering, topicFor }: AgentTurnsDeps): VirtualAgentTurns {
  return {
    async takesBack(state, cause, { why, then, told, events = [], nobodyCame }) {
      const { header } = state;
      const changed: TurnEvent = { type: 'owner_changed', from: header.owner, to: 'virtual_agent', why };
      const draft: TurnDraft = {
        cause,
        events: [...events, changed],
        messages: told === null ? [] : [systemText(told)],
      };
      // Whatever it does next, it does as the one who has the conversation.
      const its = { ...header, owner: 'virtual_agent', assignedTo: null, queue: null } as const;
      const returned = {
        kind: 'returned',
        then,
        ...(nobodyCame === undefined ? {} : { nobodyCame }),
      } as const;
      return answering.act({ ...state, header: its, workItemId: null }, returned, draft);
    },
    async startsErrand(state, cause, wanted, by) {
      mayRun(state, by);
      const { errand } = state.live;
      if (errand !== null)
        throw new AppError('conflict', `the Virtual Agent runs “${errand.title}” already; stop it first`);
      const { name, title } = topicFor(state, wanted, by);
      const { asked, byItself } = textsFor(state.header.locale).errand;
      return answering.act(
        state,
        { kind: 'errand', topic: name },
        {
          cause,
          events: [{ type: 'errand_started', topic: name, title, by }],
          messages: [systemText(by === null ? byItself(title) : asked(by.name, title))],
        },
      );
    },
    stopsErrand(state, cause) {
      const stopped = cutErrand(state);
      if (stopped === null) return null;
      const { errandStopped, stillQueued } = textsFor(state.header.locale);
      const text = cause.kind === 'agent' ? errandStopped(cause.agent.name) : stillQueued;
      return { cause, ...stopped, messages: [systemText(text)] };
    },
  };
}

/** Agents start what they may answer for; a queue's step does while somebody waits there. */
function mayRun(state: ConversationState, by: NameRef | null): void {
  const { owner, type } = state.header;
  if (by !== null) requireSpeaker(state, by);
  else if (owner !== 'queue') throw new AppError('conflict', 'nobody waits in the queue here any more');
  if (type !== 'chat' && type !== 'messaging')
    throw new AppError('conflict', 'the requester does not read here: no topic can run for them');
}

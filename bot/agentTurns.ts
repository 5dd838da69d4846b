import { AppError } from '../contracts/errors.ts';
import { systemText } from '../handoff/handoffEvents.ts';
import type { VirtualAgentTurns } from '../handoff/virtualAgentTurns.ts';

/** What people and queues have the Virtual Agent do (handoff/virtualAgentTurns.ts). */
export function createAgentTurns(): VirtualAgentTurns {
  return {
    async takesBack({ header }, cause, { why, told, events = [] }) {
      return {
        cause,
        events: [...events, { type: 'owner_changed', from: header.owner, to: 'virtual_agent', why }],
        messages: told === null ? [] : [systemText(told)],
      };
    },
    async startsErrand(_state, _cause, topic) {
      throw new AppError('not_found', `there is no topic "${topic}"`);
    },
    stopsErrand: () => null,
  };
}

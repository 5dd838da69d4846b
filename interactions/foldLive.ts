import { type Live, quiet } from '../contracts/live.ts';
import { hasEnded } from '../contracts/states.ts';
import type { Folded } from './conversationState.ts';
import type { TurnEvent } from './turn.ts';

/**
 * Who else is in the conversation, and what goes on in it beside the words, after an event. Pure.
 *
 * With the agent who has it leaves whoever came on that agent's word; supervisors stay. A topic that runs for the
 * requester is over once somebody new takes the conversation. The end of the conversation ends all of it.
 */
export function foldLive(
  { live, record }: Pick<Folded, 'live' | 'record'>,
  event: TurnEvent,
  at: string,
): Live {
  switch (event.type) {
    case 'invited': {
      const { agent, by, kind, note } = event;
      const others = live.invitations.filter((one) => one.agent.id !== agent.id);
      return { ...live, invitations: [...others, { agent, by, kind, note, at }] };
    }
    case 'invitation_ended':
      return { ...live, invitations: live.invitations.filter((one) => one.agent.id !== event.agent.id) };
    case 'member_joined': {
      const { agent, role, supervises } = event;
      const others = live.members.filter((one) => one.agent.id !== agent.id);
      return {
        ...live,
        invitations: live.invitations.filter((one) => one.agent.id !== agent.id),
        members: [...others, { agent, role, supervises, at }],
      };
    }
    case 'transfer_agreed':
      return {
        ...live,
        members: live.members.map((one) => (one.agent.id === event.agent.id ? { ...one, takesAt: at } : one)),
      };
    case 'member_left':
      return { ...live, members: live.members.filter((one) => one.agent.id !== event.agent.id) };
    case 'help_flagged':
      return { ...live, help: event.on ? { by: event.by, note: event.note, at } : null };
    case 'errand_started':
      return { ...live, errand: { topic: event.topic, title: event.title, by: event.by, at } };
    case 'errand_ended':
      return { ...live, errand: null };
    case 'owner_changed': {
      if (hasEnded(record.state)) return quiet;
      const { to, agent } = event;
      if (to === 'agent' && agent?.id === record.assignedTo?.id) return live;
      const stay = live.members.filter((one) => one.supervises && one.agent.id !== agent?.id);
      const goesOn = to === 'queue' && record.owner === 'queue';
      return { members: stay, invitations: [], help: null, errand: goesOn ? live.errand : null };
    }
    case 'conversation_closed':
      return quiet;
    default:
      return live;
  }
}

import { Avatar } from '../../design/Avatar.tsx';
import { Button } from '../../design/Button.tsx';
import { useLiveTexts } from '../../messages/live.ts';
import { useAct } from '../../shell/useAct.ts';
import { useSignedIn } from '../../shell/workspace.ts';
import { useDesk } from '../deskContext.ts';
import type { Conversation } from '../state/deskState.ts';
import type { DeskRole } from '../state/roleOf.ts';

/** The agents in this conversation besides its own; who only looks on is not shown (domain D4). */
export function Participants({ conversation, role }: { conversation: Conversation; role: DeskRole }) {
  const { interaction, header, live } = conversation;
  const desk = useDesk();
  const { user } = useSignedIn();
  const { who } = useLiveTexts();
  const { busy, run } = useAct();
  const members = live.members.filter((each) => each.role !== 'observer');
  // Who is asked for a private talk has a line of their own.
  const invited = live.invitations.filter(({ kind }) => kind === 'invite');
  if (members.length + invited.length === 0 && role === 'holder') return null;
  const nameOf = (agent: { id: string; name: string }) => (agent.id === user.id ? who.you : agent.name);
  return (
    <ul class="who" aria-label={who.label}>
      {header.owner === 'agent' && header.assignedTo !== null && (
        <li class="who-one">
          <Avatar name={header.assignedTo.name} size="small" />
          <strong>{nameOf(header.assignedTo)}</strong> <span class="muted">{who.holder}</span>
        </li>
      )}
      {members.map(({ agent, role: as, supervises }) => (
        <li key={agent.id} class={`who-one who-${as}`}>
          <Avatar name={agent.name} size="small" />
          <strong>{nameOf(agent)}</strong>{' '}
          <span class="muted">{supervises ? `${who.supervisor}, ${who.roles[as]}` : who.roles[as]}</span>
        </li>
      ))}
      {invited.map(({ agent }) => (
        <li key={agent.id} class="who-one who-asked">
          <Avatar name={agent.name} size="small" />
          <strong>{nameOf(agent)}</strong> <span class="muted">{who.invited}</span>
          {role === 'holder' && (
            <Button
              look="quiet"
              small
              icon="close"
              iconOnly
              aria-disabled={busy}
              onClick={() => run(() => desk.act('invitation:cancel', { interaction, agent: agent.id }))}
            >
              {who.withdraw(agent.name)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

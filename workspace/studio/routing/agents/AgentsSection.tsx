import { useState } from 'preact/hooks';
import type { AgentView } from '../../../../contracts/handoff.ts';
import { listAll } from '../../../api/routing.ts';
import { Badge } from '../../../design/Badge.tsx';
import { useMessages } from '../../../messages/language.ts';
import { useRouting } from '../../../messages/routing.ts';
import { Later } from '../../../shell/Later.tsx';
import { useWorkspace } from '../../../shell/workspace.ts';
import { RoutingList } from '../RoutingList.tsx';
import { AgentDialog } from './AgentDialog.tsx';

/** Who takes live work: queues, groups, skills and capacity of each. */
export function AgentsSection() {
  const { session } = useWorkspace();
  const { presence } = useMessages();
  const { sections, agents } = useRouting();
  const [wanted, setWanted] = useState('');
  const load = () => Promise.all([listAll(session.api, 'queues'), listAll(session.api, 'skills')]);
  return (
    <Later name="agents" load={load}>
      {([queues, skills]) => (
        <RoutingList
          path="agents"
          title={sections.agents}
          texts={agents}
          nameOf={({ name }) => name}
          under={({ email }) => email}
          removable={null}
          filter={{
            match: ({ name, email }) =>
              `${name} ${email}`.toLowerCase().includes(wanted.trim().toLowerCase()),
            none: agents.nobody,
            field: (
              <input
                class="input routing-find"
                type="search"
                aria-label={agents.find}
                placeholder={agents.find}
                value={wanted}
                onInput={(event) => setWanted(event.currentTarget.value)}
              />
            ),
          }}
          columns={() => [
            {
              key: 'queues',
              title: agents.queues,
              cell: (agent) =>
                queues
                  .filter(({ id }) => agent.queues.includes(id))
                  .map(({ name }) => name)
                  .join(', '),
            },
            { key: 'groups', title: agents.groups, cell: ({ groups }) => groups.join(', ') },
            {
              key: 'skills',
              title: agents.skills,
              cell: (agent) => (
                <span class="list-by">
                  {agent.skills.map(({ skill, level }) => (
                    <Badge key={skill}>{`${nameOf(skills, skill)} ${level}`}</Badge>
                  ))}
                </span>
              ),
            },
            {
              key: 'presence',
              title: agents.presence,
              cell: (agent) => (
                <span class="list-what">
                  <span>{presence.states[agent.presence] ?? agent.presence}</span>
                  <span class="muted">{agents.load(loadOf(agent), agent.capacity)}</span>
                </span>
              ),
            },
          ]}
          dialog={(agent, onClose, onSaved) => (
            <AgentDialog agent={agent} queues={queues} skills={skills} onClose={onClose} onSaved={onSaved} />
          )}
        />
      )}
    </Later>
  );
}

function nameOf(skills: readonly { id: string; name: string }[], id: string): string {
  return skills.find((skill) => skill.id === id)?.name ?? id;
}

function loadOf({ held }: AgentView): number {
  return held.reduce((sum, { size }) => sum + size, 0);
}

import { useState } from 'preact/hooks';
import type { AgentView, Queue, Skill } from '../../../../contracts/handoff.ts';
import { type Role, roles } from '../../../../contracts/states.ts';
import { useMessages } from '../../../messages/language.ts';
import { useRouting } from '../../../messages/routing.ts';
import { changedOf } from '../changedOf.ts';
import { CheckList } from '../fields/CheckList.tsx';
import { ChoiceField } from '../fields/ChoiceField.tsx';
import { GroupsField } from '../fields/GroupsField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { RowList } from '../fields/RowList.tsx';
import { TextField } from '../fields/TextField.tsx';
import { UnitsByType } from '../fields/UnitsByType.tsx';
import { RoutingDialog } from '../RoutingDialog.tsx';

interface AgentDialogProps {
  /** null: a new one. */
  agent: AgentView | null;
  queues: readonly Queue[];
  skills: readonly Skill[];
  onClose: () => void;
  onSaved: () => void;
}

const levels = [1, 2, 3, 4, 5] as const;

export function AgentDialog({ agent, queues, skills, onClose, onSaved }: AgentDialogProps) {
  const messages = useMessages();
  const texts = useRouting();
  const { agents } = texts;
  const [account, setAccount] = useState({ name: '', email: '', password: '', roles: ['agent'] as Role[] });
  const [draft, setDraft] = useState({
    queues: agent?.queues ?? [],
    groups: agent?.groups ?? [],
    skills: agent?.skills ?? [],
    capacity: agent?.capacity ?? null,
    capacities: agent?.capacities ?? {},
  });
  const has = (id: string) => draft.skills.some(({ skill }) => skill === id);
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed });
  return (
    <RoutingDialog
      path="agents"
      title={agent === null ? agents.create : texts.edit(agent.name)}
      id={agent?.id ?? null}
      body={agent === null ? { ...account, ...draft } : changedOf(agent, draft)}
      onClose={onClose}
      onSaved={onSaved}
    >
      {agent === null && (
        <>
          <div class="form-grid">
            <TextField
              label={texts.name}
              path="name"
              required
              maxLength={120}
              value={account.name}
              onChange={(name) => setAccount({ ...account, name })}
            />
            <TextField
              label={agents.email}
              path="email"
              type="email"
              required
              maxLength={254}
              value={account.email}
              onChange={(email) => setAccount({ ...account, email })}
            />
            <TextField
              label={agents.password}
              path="password"
              type="password"
              hint={agents.passwordHint}
              required
              minLength={8}
              maxLength={1_024}
              value={account.password}
              onChange={(password) => setAccount({ ...account, password })}
            />
          </div>
          <CheckList
            label={agents.roles}
            path="roles"
            values={account.roles}
            choices={roles.map((value) => ({ value, label: messages.roles[value] }))}
            onChange={(chosen) => setAccount({ ...account, roles: chosen })}
          />
        </>
      )}
      <CheckList
        label={agents.queues}
        path="queues"
        hint={agents.queuesHint}
        values={draft.queues}
        choices={queues.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(chosen) => change({ queues: chosen })}
      />
      <GroupsField
        label={agents.groups}
        path="groups"
        hint={agents.groupsHint}
        values={draft.groups}
        onChange={(groups) => change({ groups })}
      />
      <RowList
        legend={agents.skills}
        hint={skills.length === 0 ? agents.noSkills : undefined}
        what={agents.skill}
        items={draft.skills}
        onChange={(chosen) => change({ skills: chosen })}
        add={agents.addSkill}
        make={() => ({ skill: skills.find(({ id }) => !has(id))?.id ?? '', level: 3 })}
        most={skills.length}
      >
        {(one, changeOne, at) => (
          <div class="form-grid">
            <ChoiceField
              label={agents.skill}
              path={`skills.${at}`}
              value={one.skill}
              choices={[
                ...skills.map(({ id, name }) => ({ value: id, label: name })),
                // One that is no more is shown by its id.
                ...(skills.some(({ id }) => id === one.skill)
                  ? []
                  : [{ value: one.skill, label: one.skill }]),
              ]}
              onChoose={(skill) => skill !== null && changeOne({ ...one, skill })}
            />
            <ChoiceField
              label={agents.level}
              value={String(one.level)}
              choices={levels.map((level) => ({
                value: String(level),
                label: agents.levels[level - 1] ?? String(level),
              }))}
              onChoose={(level) => changeOne({ ...one, level: Number(level) })}
            />
          </div>
        )}
      </RowList>
      <NumberField
        label={agents.capacity}
        path="capacity"
        hint={agents.capacityHint}
        min={1}
        max={100}
        empty={null}
        value={draft.capacity}
        onChange={(capacity) => change({ capacity })}
      />
      <fieldset class="form-part">
        <legend>{agents.capacities}</legend>
        <p class="muted small">{agents.capacitiesHint}</p>
        <UnitsByType
          path="capacities"
          min={0}
          values={draft.capacities}
          onChange={(capacities) => change({ capacities })}
        />
      </fieldset>
    </RoutingDialog>
  );
}

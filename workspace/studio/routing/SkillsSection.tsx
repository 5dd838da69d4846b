import { useState } from 'preact/hooks';
import type { Skill } from '../../../contracts/handoff.ts';
import { useRouting } from '../../messages/routing.ts';
import { TextField } from './fields/TextField.tsx';
import { RoutingDialog } from './RoutingDialog.tsx';
import { RoutingList } from './RoutingList.tsx';

/** What work may ask of agents. */
export function SkillsSection() {
  const { sections, skills } = useRouting();
  return (
    <RoutingList
      path="skills"
      title={sections.skills}
      texts={skills}
      nameOf={({ name }) => name}
      under={({ id }) => <span class="mono">{id}</span>}
      columns={() => [
        { key: 'description', title: skills.description, cell: ({ description }) => description },
      ]}
      dialog={(skill, onClose, onSaved) => <SkillDialog skill={skill} onClose={onClose} onSaved={onSaved} />}
    />
  );
}

const empty: Skill = { id: '', name: '', description: '' };

function SkillDialog(props: { skill: Skill | null; onClose: () => void; onSaved: () => void }) {
  const { skill, onClose, onSaved } = props;
  const texts = useRouting();
  const [draft, setDraft] = useState<Skill>(skill ?? empty);
  const { id, ...fields } = draft;
  return (
    <RoutingDialog
      path="skills"
      title={skill === null ? texts.skills.create : texts.edit(skill.name)}
      id={skill?.id ?? null}
      body={skill === null ? draft : fields}
      onClose={onClose}
      onSaved={onSaved}
    >
      {skill === null && (
        <TextField
          label={texts.skills.id}
          path="id"
          hint={texts.skills.idHint}
          mono
          required
          pattern="[a-z][a-z0-9_]*"
          maxLength={40}
          value={id}
          onChange={(value) => setDraft({ ...draft, id: value })}
        />
      )}
      <TextField
        label={texts.name}
        path="name"
        required
        maxLength={80}
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <TextField
        label={texts.skills.description}
        path="description"
        rows={2}
        maxLength={400}
        value={draft.description}
        onChange={(description) => setDraft({ ...draft, description })}
      />
    </RoutingDialog>
  );
}

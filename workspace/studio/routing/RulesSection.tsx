import { useState } from 'preact/hooks';
import type { AssignmentRule } from '../../../contracts/handoff.ts';
import { affinities, assignmentOrders, ruleDefaults } from '../../../contracts/handoffDefaults.ts';
import { readSettings } from '../../api/settings.ts';
import { formatDuration } from '../../format/duration.ts';
import { useRouting } from '../../messages/routing.ts';
import { Later } from '../../shell/Later.tsx';
import { useWorkspace } from '../../shell/workspace.ts';
import { CheckField } from './fields/CheckField.tsx';
import { CheckList } from './fields/CheckList.tsx';
import { ChoiceField } from './fields/ChoiceField.tsx';
import { NumberField } from './fields/NumberField.tsx';
import { TextField } from './fields/TextField.tsx';
import { usePresenceChoices } from './presence/usePresenceChoices.ts';
import { RoutingDialog } from './RoutingDialog.tsx';
import { RoutingList } from './RoutingList.tsx';

type Draft = Omit<AssignmentRule, 'id'>;
const switches = ['mayReject', 'skills', 'skillLevels'] as const;

/** How work is given to one of those who could take it. */
export function RulesSection() {
  const { session } = useWorkspace();
  const { sections, rules } = useRouting();
  return (
    <RoutingList
      path="assignment-rules"
      title={sections.rules}
      texts={rules}
      nameOf={({ name }) => name}
      columns={() => [
        { key: 'order', title: rules.order, cell: ({ order }) => rules.orders[order] },
        {
          key: 'offer',
          title: rules.offer,
          cell: ({ autoAccept }) => (autoAccept ? rules.autoAccepted : rules.offered),
        },
      ]}
      dialog={(rule, onClose, onSaved) => (
        <Later name="settings" load={() => readSettings(session.api, new AbortController().signal)}>
          {({ values }) => <RuleDialog rule={rule} settings={values} onClose={onClose} onSaved={onSaved} />}
        </Later>
      )}
    />
  );
}

const empty: Draft = { name: '', ...ruleDefaults };

function RuleDialog(props: {
  rule: AssignmentRule | null;
  settings: Parameters<typeof usePresenceChoices>[0];
  onClose: () => void;
  onSaved: () => void;
}) {
  const { rule, settings, onClose, onSaved } = props;
  const texts = useRouting();
  const { rules } = texts;
  const presences = usePresenceChoices(settings);
  const [draft, setDraft] = useState<Draft>(() => {
    const { id: _, ...fields } = rule ?? { id: '', ...empty };
    return fields;
  });
  const change = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed });
  return (
    <RoutingDialog
      path="assignment-rules"
      title={rule === null ? rules.create : texts.edit(rule.name)}
      id={rule?.id ?? null}
      body={draft}
      onClose={onClose}
      onSaved={onSaved}
    >
      <div class="form-grid">
        <TextField
          label={texts.name}
          path="name"
          required
          maxLength={80}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <ChoiceField
          label={rules.order}
          value={draft.order}
          choices={assignmentOrders.map((value) => ({ value, label: rules.orders[value] }))}
          onChoose={(order) => order !== null && change({ order })}
        />
      </div>
      <CheckField
        label={rules.autoAccept}
        checked={draft.autoAccept}
        onChange={(autoAccept) => change({ autoAccept })}
      />
      {!draft.autoAccept && (
        <div class="form-grid">
          <NumberField
            label={texts.seconds(rules.offerSeconds)}
            path="offerSeconds"
            hint={rules.setting(formatDuration(settings.handoff.offerSeconds))}
            min={1}
            fractions
            empty={null}
            value={draft.offerSeconds}
            onChange={(offerSeconds) => change({ offerSeconds })}
          />
          <ChoiceField
            label={rules.timeout}
            path="presenceAfterTimeout"
            value={draft.presenceAfterTimeout ?? ''}
            none={rules.timeoutNone}
            choices={presences}
            onChoose={(presenceAfterTimeout) => change({ presenceAfterTimeout })}
          />
        </div>
      )}
      <div class="check-list">
        {switches.map((key) => (
          <CheckField
            key={key}
            label={rules[key]}
            checked={draft[key]}
            onChange={(checked) => change({ [key]: checked })}
          />
        ))}
      </div>
      <CheckList
        label={rules.affinity}
        path="affinity"
        values={draft.affinity}
        choices={affinities.map((value) => ({ value, label: rules.affinities[value] }))}
        onChange={(affinity) => change({ affinity })}
      />
      <NumberField
        label={texts.seconds(rules.affinitySeconds)}
        path="affinitySeconds"
        min={0}
        max={86_400}
        empty={0}
        value={draft.affinitySeconds}
        onChange={(affinitySeconds) => change({ affinitySeconds })}
      />
    </RoutingDialog>
  );
}

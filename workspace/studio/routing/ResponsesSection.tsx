import { useState } from 'preact/hooks';
import type { Queue, ResponseTemplate } from '../../../contracts/handoff.ts';
import { listAll } from '../../api/routing.ts';
import { Badge } from '../../design/Badge.tsx';
import { useRouting } from '../../messages/routing.ts';
import { Later } from '../../shell/Later.tsx';
import { useWorkspace } from '../../shell/workspace.ts';
import { CheckField } from './fields/CheckField.tsx';
import { CheckList } from './fields/CheckList.tsx';
import { LanguageTexts } from './fields/LanguageTexts.tsx';
import { TextField } from './fields/TextField.tsx';
import { RoutingDialog } from './RoutingDialog.tsx';
import { RoutingList } from './RoutingList.tsx';
import { TextPreview } from './TextPreview.tsx';

/** What agents send with a shortcut. */
export function ResponsesSection() {
  const { session } = useWorkspace();
  const texts = useRouting();
  const { sections, responses } = texts;
  return (
    <Later name="queues" load={() => listAll(session.api, 'queues')}>
      {(queues) => (
        <RoutingList
          path="responses"
          title={sections.responses}
          texts={responses}
          nameOf={({ title }) => title}
          under={({ shortcut, active }) => (
            <>
              <span class="mono">/{shortcut}</span>
              {!active && <Badge>{texts.inactive}</Badge>}
            </>
          )}
          columns={() => [
            {
              key: 'languages',
              title: responses.languages,
              cell: ({ text }) => Object.keys(text).join(', '),
            },
            {
              key: 'queues',
              title: sections.queues,
              cell: (response) =>
                queues
                  .filter(({ id }) => response.queues.includes(id))
                  .map(({ name }) => name)
                  .join(', ') || texts.all,
            },
          ]}
          dialog={(response, onClose, onSaved) => (
            <ResponseDialog response={response} queues={queues} onClose={onClose} onSaved={onSaved} />
          )}
        />
      )}
    </Later>
  );
}

const empty = (language: string): Omit<ResponseTemplate, 'id'> => ({
  shortcut: '',
  title: '',
  text: { [language]: '' },
  queues: [],
  active: true,
});

function ResponseDialog(props: {
  response: ResponseTemplate | null;
  queues: readonly Queue[];
  onClose: () => void;
  onSaved: () => void;
}) {
  const { response, queues, onClose, onSaved } = props;
  const { language } = useWorkspace();
  const texts = useRouting();
  const { responses } = texts;
  const [draft, setDraft] = useState(() => {
    const { id: _, ...fields } = response ?? { id: '', ...empty(language.code.value) };
    return fields;
  });
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed });
  return (
    <RoutingDialog
      path="responses"
      title={response === null ? responses.create : texts.edit(response.title)}
      id={response?.id ?? null}
      body={draft}
      onClose={onClose}
      onSaved={onSaved}
    >
      <div class="form-grid">
        <TextField
          label={responses.responseTitle}
          path="title"
          required
          maxLength={80}
          value={draft.title}
          onChange={(title) => change({ title })}
        />
        <TextField
          label={responses.shortcut}
          path="shortcut"
          hint={responses.shortcutHint}
          mono
          required
          pattern="[a-z0-9][a-z0-9_\-]*"
          maxLength={40}
          value={draft.shortcut}
          onChange={(shortcut) => change({ shortcut })}
        />
      </div>
      <LanguageTexts
        label={responses.text}
        path="text"
        hint={responses.textHint}
        maxLength={4_000}
        rows={3}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <TextPreview texts={Object.entries(draft.text)} values={responses.sample} />
      <CheckList
        label={responses.queues}
        path="queues"
        hint={responses.queuesHint}
        values={draft.queues}
        choices={queues.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(chosen) => change({ queues: chosen })}
      />
      <CheckField
        label={responses.activeLabel}
        checked={draft.active}
        onChange={(active) => change({ active })}
      />
    </RoutingDialog>
  );
}

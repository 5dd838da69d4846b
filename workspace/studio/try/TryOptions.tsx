import { useState } from 'preact/hooks';
import type { TopicDetail } from '../../../contracts/authoring.ts';
import type { DialogueToPlay } from '../../api/topics.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { readPairs, writePairs } from './readPairs.ts';
import type { TryStep } from './tryStep.ts';

export interface TryOptions {
  start: 'topic' | 'conversation';
  locale: string;
  channel: string;
  guest: boolean;
  roles: string[];
  agents: (typeof agentOutcomes)[number];
  context: Record<string, string>;
}

const agentOutcomes = ['offered', 'queued', 'no_agents', 'closed_hours', 'refused'] as const;
const starts = ['topic', 'conversation'] as const;

export function firstOptions({ languages }: TopicDetail): TryOptions {
  return {
    start: 'topic',
    locale: languages[0]?.language ?? 'en',
    channel: 'web',
    guest: false,
    roles: [],
    agents: 'queued',
    context: {},
  };
}

/** The options as a dialogue has them; what is as usual is left out, so that a kept test is short. */
export function dialogueFrom(options: TryOptions, steps: TryStep[]): DialogueToPlay {
  const { start, locale, channel, guest, roles, agents, context } = options;
  const requester = { ...(guest ? { guest } : {}), ...(roles.length > 0 ? { roles } : {}) };
  return {
    name: 'try',
    ...(start === 'topic' ? {} : { start }),
    ...(locale === 'en' ? {} : { locale }),
    ...(channel === 'web' ? {} : { channel }),
    ...(Object.keys(requester).length === 0 ? {} : { requester }),
    ...(Object.keys(context).length === 0 ? {} : { context }),
    ...(agents === 'queued' ? {} : { agents }),
    steps,
  };
}

/** Says in short how the run is set up, and opens what sets it up. */
export function TryOptionsForm({
  options,
  onChange,
}: {
  options: TryOptions;
  onChange: (options: TryOptions) => void;
}) {
  const { tryOut } = useAuthoring();
  const [open, setOpen] = useState(false);
  const shown = [
    tryOut.starts[options.start],
    options.locale,
    options.channel,
    options.guest ? tryOut.guest : tryOut.known,
    ...options.roles,
  ];
  return (
    <>
      <Button small icon="panel" onClick={() => setOpen(true)}>
        {tryOut.options}
      </Button>
      <span class="muted small try-setup" title={shown.join(' · ')}>
        {shown.join(' · ')}
      </span>
      {open && (
        <OptionsDialog
          options={options}
          onClose={() => setOpen(false)}
          onApply={(changed) => {
            setOpen(false);
            onChange(changed);
          }}
        />
      )}
    </>
  );
}

interface OptionsDialogProps {
  options: TryOptions;
  onClose: () => void;
  onApply: (options: TryOptions) => void;
}

function OptionsDialog({ options, onClose, onApply }: OptionsDialogProps) {
  const messages = useMessages();
  const { tryOut } = useAuthoring();
  const [draft, setDraft] = useState(options);
  const [roles, setRoles] = useState(options.roles.join(', '));
  const [context, setContext] = useState(writePairs(options.context));
  const submit = (event: Event) => {
    event.preventDefault();
    onApply({
      ...draft,
      roles: roles.split(/[\s,]+/).filter(Boolean),
      context: readPairs(context),
      locale: draft.locale.trim() || 'en',
      channel: draft.channel.trim() || 'web',
    });
  };
  return (
    <Dialog title={tryOut.options} onClose={onClose}>
      <form onSubmit={submit}>
        <div class="dialog-body">
          <p class="dialog-title" aria-hidden="true">
            {tryOut.options}
          </p>
          <div class="form-grid">
            <SelectField
              label={tryOut.start}
              value={draft.start}
              choices={starts.map((value) => ({ value, label: tryOut.starts[value] }))}
              onChoose={(value) => setDraft({ ...draft, start: value === 'conversation' ? value : 'topic' })}
            />
            <SelectField
              label={tryOut.agents}
              value={draft.agents}
              choices={agentOutcomes.map((value) => ({ value, label: tryOut.outcomes[value] }))}
              onChoose={(value) =>
                setDraft({ ...draft, agents: agentOutcomes.find((each) => each === value) ?? 'queued' })
              }
            />
            <Field label={tryOut.locale}>
              {(ids) => (
                <input
                  {...ids}
                  class="input"
                  value={draft.locale}
                  onInput={(event) => setDraft({ ...draft, locale: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={tryOut.channel}>
              {(ids) => (
                <input
                  {...ids}
                  class="input"
                  value={draft.channel}
                  onInput={(event) => setDraft({ ...draft, channel: event.currentTarget.value })}
                />
              )}
            </Field>
          </div>
          <label class="check">
            <input
              type="checkbox"
              checked={draft.guest}
              onChange={(event) => setDraft({ ...draft, guest: event.currentTarget.checked })}
            />
            {tryOut.asGuest}
          </label>
          <Field label={tryOut.roles} hint={tryOut.rolesHint}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                value={roles}
                onInput={(event) => setRoles(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field label={tryOut.context} hint={tryOut.contextHint}>
            {(ids) => (
              <textarea
                {...ids}
                class="input mono"
                rows={3}
                value={context}
                onInput={(event) => setContext(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <div class="dialog-foot">
          <Button onClick={onClose}>{messages.actions.cancel}</Button>
          <Button look="primary" type="submit">
            {tryOut.apply}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

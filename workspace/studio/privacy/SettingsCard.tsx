import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Api } from '../../api/createApi.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { Button } from '../../design/Button.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';

interface SettingsCardProps {
  title: string;
  lead: string;
  save: (api: Api) => Promise<unknown>;
  onSaved: () => void;
  /** Beside the save button. */
  more?: ComponentChildren;
  children: ComponentChildren;
}

/** A group of settings that is saved as one. */
export function SettingsCard({ title, lead, save, onSaved, more, children }: SettingsCardProps) {
  const { session, toasts } = useWorkspace();
  const messages = useMessages();
  const { privacy } = useAdmin();
  const id = useId();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await save(session.api);
      onSaved();
      toasts.say(() => privacy.saved);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="card settings-card" aria-labelledby={id} onSubmit={submit}>
      <div>
        <h2 id={id}>{title}</h2>
        <p class="muted small">{lead}</p>
      </div>
      {children}
      {failure !== null && (
        <p class="notice notice-danger" role="alert">
          {explainFailure(failure, messages)}
        </p>
      )}
      <div class="settings-foot">
        {more}
        <Button look="primary" type="submit" aria-disabled={busy}>
          {privacy.save}
        </Button>
      </div>
    </form>
  );
}

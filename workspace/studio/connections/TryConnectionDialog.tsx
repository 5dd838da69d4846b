import { useState } from 'preact/hooks';
import type { ConnectionView, TryConnectionAnswer } from '../../../contracts/connections.ts';
import { tryConnection } from '../../api/connections.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Field } from '../../design/Field.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** Calls a connection once, as a topic would, and shows what came back. */
export function TryConnectionDialog({
  connection,
  onClose,
}: {
  connection: ConnectionView;
  onClose: () => void;
}) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { connections: texts } = useAuthoring();
  const [path, setPath] = useState('');
  const [answer, setAnswer] = useState<TryConnectionAnswer | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      setAnswer(await tryConnection(session.api, connection.name, path));
    } catch (error) {
      setAnswer(null);
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={texts.tryTitle(connection.name)} onClose={onClose}>
      <form onSubmit={submit}>
        <div class="dialog-body dialog-scroll">
          <p class="dialog-title" aria-hidden="true">
            {texts.tryTitle(connection.name)}
          </p>
          <Field label={texts.path} hint={connection.baseUrl}>
            {(ids) => (
              <input
                {...ids}
                class="input mono"
                placeholder="/status"
                value={path}
                onInput={(event) => setPath(event.currentTarget.value)}
              />
            )}
          </Field>
          <div aria-live="polite">
            {failure !== null && <p class="notice notice-danger">{explainFailure(failure, messages)}</p>}
            {answer !== null && (
              <>
                <p class="list-by">
                  <Badge tone={answer.ok ? 'ok' : 'danger'}>{answer.status ?? texts.noAnswer}</Badge>
                  <span class="muted small">{texts.took(answer.ms)}</span>
                </p>
                {answer.failure !== null && <p class="notice notice-danger">{answer.failure}</p>}
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long answer must scroll by keyboard too. */}
                <pre class="answer mono" tabIndex={0}>
                  {JSON.stringify(answer.body, null, 2)}
                </pre>
              </>
            )}
          </div>
        </div>
        <div class="dialog-foot">
          <Button onClick={onClose}>{messages.actions.close}</Button>
          <Button look="primary" type="submit" icon="play" aria-disabled={busy}>
            {texts.try}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

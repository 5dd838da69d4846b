import { useState } from 'preact/hooks';
import type { RetentionPreview as Preview } from '../../../contracts/privacy.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { previewRetention } from '../../api/privacy.ts';
import { Button } from '../../design/Button.tsx';
import { useAdmin } from '../../messages/admin.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** Says what the saved policies would delete now; deletes nothing. */
export function RetentionPreview() {
  const { session, toasts } = useWorkspace();
  const { preview, proofs } = useAdmin().privacy;
  const [items, setItems] = useState<readonly Preview[] | null>(null);
  const look = async () => {
    try {
      setItems((await previewRetention(session.api)).items);
    } catch (error) {
      toasts.say((messages) => explainFailure(error, messages), { bad: true });
    }
  };
  const some = items?.filter(({ interactions }) => interactions > 0) ?? [];
  return (
    <>
      <div class="preview muted small" role="status">
        {items !== null && some.length === 0 && preview.none}
        {some.map(({ policy, what, interactions, messages }) => (
          <p key={policy}>{preview.line(policy, proofs.whats[what], interactions, messages)}</p>
        ))}
      </div>
      <Button icon="eye" onClick={look}>
        {preview.action}
      </Button>
    </>
  );
}

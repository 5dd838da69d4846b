import { explainFailure } from '../../api/explainFailure.ts';
import { readAudit } from '../../api/interactions.ts';
import { usePages } from '../../api/usePages.ts';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { AuditTable } from '../access/AuditTable.tsx';

/** Who read this interaction without being part of it, and who changed what (design §8). */
export function AuditTab({ number }: { number: string }) {
  const { session } = useWorkspace();
  const messages = useMessages();
  const { audit } = useRecordTexts();
  const { items, failure, loading, more, reload } = usePages(number, (cursor, signal) =>
    readAudit(session.api, number, cursor, signal),
  );
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (items === null) return <Loading />;
  if (items.length === 0) return <EmptyState icon="eye" title={audit.empty} text={audit.emptyHint} />;
  return (
    <>
      <AuditTable caption={audit.caption} entries={items} />
      {more !== null && (
        <p class="list-more">
          <Button onClick={more} aria-disabled={loading}>
            {audit.more}
          </Button>
        </p>
      )}
    </>
  );
}

import { useEffect } from 'preact/hooks';
import type { Erasure } from '../../../contracts/privacy.ts';
import { readErasure } from '../../api/privacy.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { useAdmin } from '../../messages/admin.ts';
import { useWorkspace } from '../../shell/workspace.ts';

const lookEveryMs = 1_500;

/** How far the erasure is; looks again until it is done. */
export function ErasureNotice({ erasure }: { erasure: Erasure }) {
  const { session, window } = useWorkspace();
  const { person: texts } = useAdmin().privacy;
  const { data, reload, loading } = useLoaded(erasure.id, (signal) =>
    readErasure(session.api, erasure.id, signal),
  );
  const { state, interactions, pseudonym } = data ?? erasure;
  useEffect(() => {
    if (state === 'done' || loading) return;
    const timer = window.setTimeout(reload, lookEveryMs);
    return () => window.clearTimeout(timer);
  }, [state, loading, reload, window]);
  return (
    <p class="notice" role="status">
      {state === 'done' ? texts.erased(interactions, pseudonym) : texts.erasing(interactions)}
    </p>
  );
}

import { useMessages } from '../messages/language.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

export function Loading() {
  return (
    <div class="loading" role="status">
      <span class="spin" aria-hidden="true" />
      {useMessages().loading}
    </div>
  );
}

/** What stands where something could not be loaded. */
export function LoadFailed({ why, onRetry }: { why: string; onRetry: () => void }) {
  const messages = useMessages();
  return (
    <div role="alert">
      <EmptyState icon="warning" title={why} text="">
        <Button icon="refresh" onClick={onRetry}>
          {messages.actions.retry}
        </Button>
      </EmptyState>
    </div>
  );
}

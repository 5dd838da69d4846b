import type { TopicDetail } from '../../../contracts/authoring.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { RelativeTime } from '../../design/RelativeTime.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { LineDiff } from '../versions/LineDiff.tsx';
import type { TopicWork } from './useTopic.ts';

/** Two people saved the same draft: both texts are shown, and the author says which one stays. */
export function ConflictDialog({ work, theirs }: { work: TopicWork; theirs: TopicDetail }) {
  const { topic } = useAuthoring();
  return (
    <Dialog title={topic.conflictTitle} onClose={work.keepMine} wide>
      <div class="dialog-body">
        <div>
          <p class="dialog-title" aria-hidden="true">
            {topic.conflictTitle}
          </p>
          <p class="muted small">
            {topic.conflictText(theirs.updatedBy ?? '')} <RelativeTime at={theirs.updatedAt} />
          </p>
        </div>
        <LineDiff before={theirs.yaml} after={work.text} label={topic.conflictDiff} />
      </div>
      <div class="dialog-foot">
        <Button onClick={work.takeTheirs}>{topic.takeTheirs}</Button>
        <Button look="primary" onClick={work.keepMine}>
          {topic.keepMine}
        </Button>
      </div>
    </Dialog>
  );
}

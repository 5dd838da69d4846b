import { explainFailure } from '../../api/explainFailure.ts';
import { readAttachment, readAttachments } from '../../api/interactions.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { formatFileSize } from '../../format/fileSize.ts';
import { useLocale, useMessages } from '../../messages/language.ts';
import { useRecordTexts } from '../../messages/record.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { saveBlob } from '../saveText.ts';

/** The files of the conversation, the transcript among them once it is one; nothing where there are none. */
export function FilesCard({ number }: { number: string }) {
  const { session, toasts, window } = useWorkspace();
  const messages = useMessages();
  const locale = useLocale();
  const { files } = useRecordTexts();
  const { data } = useLoaded(number, (signal) => readAttachments(session.api, number, signal));
  if (data === null || data.items.length === 0) return null;
  const save = async (id: string, name: string) => {
    try {
      saveBlob(window, name, await readAttachment(session.api, number, id));
    } catch (error) {
      toasts.say((m) => explainFailure(error, m), { bad: true });
    }
  };
  return (
    <section class="card files" aria-label={files.title}>
      <h2>{files.title}</h2>
      <ul class="files-list">
        {data.items.map((file) => (
          <li key={file.attachmentId}>
            <Button small look="quiet" icon="file" onClick={() => save(file.attachmentId, file.name)}>
              {file.name}
            </Button>
            <span class="muted small">
              {file.size !== null && formatFileSize(file.size, locale)} {files.from(file.from.name)}{' '}
              <DateTime at={file.at} />
            </span>
            {file.private === true && (
              <Badge tone="warn" icon="lock">
                {messages.conversation.privateNote}
              </Badge>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

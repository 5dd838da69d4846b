import { explainFailure } from '../../api/explainFailure.ts';
import { CallFailed } from '../../api/problem.ts';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { formatFileSize } from '../../format/fileSize.ts';
import type { DeskTexts } from '../../messages/desk.en.ts';
import { useDeskTexts } from '../../messages/desk.ts';
import type { Messages } from '../../messages/en.ts';
import { useLocale, useMessages } from '../../messages/language.ts';
import type { Upload } from './createUploads.ts';

interface UploadListProps {
  uploads: readonly Upload[];
  onRemove: (id: string) => void;
}

/** The files that go out with the next message, how far they are, and why one was refused. */
export function UploadList({ uploads, onRemove }: UploadListProps) {
  const messages = useMessages();
  const texts = useDeskTexts();
  const locale = useLocale();
  if (uploads.length === 0) return null;
  return (
    <ul class="uploads" aria-label={texts.files.list}>
      {uploads.map(({ id, name, size, progress, attachment, failure }) => (
        <li key={id} class={`upload${failure === null ? '' : ' upload-failed'}`}>
          <Icon name={failure !== null ? 'warning' : attachment === null ? 'upload' : 'file'} />
          <span class="upload-text">
            <span class="upload-name">{name}</span>
            {failure !== null ? (
              <span class="small" role="alert">
                {size === 0 ? texts.files.empty : whyRefused(failure, texts, messages)}
              </span>
            ) : attachment === null ? (
              <progress max={1} value={progress} aria-label={texts.files.uploading(name)} />
            ) : (
              <span class="small muted">
                {formatFileSize(size, locale)} · {texts.files.ready}
              </span>
            )}
          </span>
          <Button small look="quiet" icon="close" iconOnly onClick={() => onRemove(id)}>
            {texts.files.remove(name)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function whyRefused(failure: unknown, { files }: DeskTexts, messages: Messages): string {
  const code = failure instanceof CallFailed ? failure.code : null;
  const known =
    code === 'too_large' ? files.tooLarge : code === 'unsupported_type' ? files.unsupported : null;
  if (known === null) return explainFailure(failure, messages);
  // The server's words say how large it may be, or which kinds are taken.
  const said = failure instanceof CallFailed ? failure.message : '';
  return said === '' ? known : `${known} (${said})`;
}

import type { JSX } from 'preact';
import type { Upload } from '../uploads.ts';
import { useChat } from './chatContext.ts';
import { Icon } from './Icon.tsx';

/** The files on their way, each with how far it is, and those that did not get through with the reason. */
export function UploadList(): JSX.Element | null {
  const { uploads } = useChat();
  if (uploads.list.value.length === 0) return null;
  return (
    <ul class="uploads">
      {uploads.list.value.map((upload) => (
        <UploadLine key={upload.id} upload={upload} />
      ))}
    </ul>
  );
}

function UploadLine({ upload: { id, file, share, failure } }: { upload: Upload }): JSX.Element {
  const { uploads, texts, formats, focusComposer } = useChat();
  const act = (what: () => void) => () => {
    what();
    focusComposer();
  };
  return (
    <li class="file">
      <Icon name={failure === undefined ? 'file' : 'alert'} />
      <span class="file-name">
        {file.name}
        <small>{formats.bytes(file.size)}</small>
      </span>
      {failure === undefined ? (
        <progress value={share} aria-label={texts.uploading(file.name)} />
      ) : (
        <p class="problem" role="alert">
          {texts.uploadErrors[failure] ?? texts.uploadErrors.internal}
        </p>
      )}
      {failure === undefined || failure === 'too_large' || failure === 'unsupported_type' ? null : (
        <button type="button" class="link-button" onClick={act(() => uploads.retry(id))}>
          {texts.retry}
        </button>
      )}
      <button type="button" class="link-button" onClick={act(() => uploads.remove(id))}>
        {failure === undefined ? texts.cancel : texts.discard}
        <span class="for-ears"> {file.name}</span>
      </button>
    </li>
  );
}

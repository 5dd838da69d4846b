import { useEffect, useState } from 'preact/hooks';
import type { AttachmentRef } from '../../../contracts/messages.ts';
import { Icon } from '../../design/Icon.tsx';
import { formatFileSize } from '../../format/fileSize.ts';
import { useDeskTexts } from '../../messages/desk.ts';
import { useLocale } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { useDeskState } from '../deskContext.ts';

/** Larger pictures are loaded when somebody asks for them. */
const largestPreview = 5_000_000;
const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** A file of the open conversation. It is read with the agent's token, so there is no address that others could open. */
export function AttachmentView({ attachment }: { attachment: AttachmentRef }) {
  const { session, toasts } = useWorkspace();
  const { current } = useDeskState();
  const { files } = useDeskTexts();
  const locale = useLocale();
  const { attachmentId, name, size, type } = attachment;
  const path = `/interactions/${encodeURIComponent(current ?? '')}/attachments/${encodeURIComponent(attachmentId)}`;
  const preview = usePreview(path, pictures.has(type) && size <= largestPreview);
  const [busy, setBusy] = useState(false);

  const download = async () => {
    if (busy) return;
    setBusy(true);
    try {
      save(await session.api.blob(path), name);
    } catch {
      toasts.say(() => files.failed, { bad: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <span class="attachment">
      {preview !== null && <img class="msg-image" src={preview} alt={files.picture(name)} />}
      <button type="button" class="msg-file" aria-disabled={busy} onClick={download}>
        <Icon name={preview === null ? 'file' : 'download'} />
        <span class="hidden-visually">{busy ? files.downloading(name) : files.download(name)}</span>
        <span aria-hidden="true">
          {name} <span class="msg-file-size">{formatFileSize(size, locale)}</span>
        </span>
      </button>
    </span>
  );
}

/** The address of the picture in this page, while it is shown; null until it is loaded. A failure leaves the download. */
function usePreview(path: string, wanted: boolean): string | null {
  const { session } = useWorkspace();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!wanted) return;
    const abort = new AbortController();
    let made: string | null = null;
    session.api.blob(path, { signal: abort.signal }).then(
      (blob) => {
        if (abort.signal.aborted) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      },
      () => setUrl(null),
    );
    return () => {
      abort.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [session, path, wanted]);
  return url;
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

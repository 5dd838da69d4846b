import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AttachmentRef } from '../../../../contracts/messages.ts';
import { useChat } from '../chatContext.ts';
import { Icon } from '../Icon.tsx';
import { saveAs } from '../saveAs.ts';

/** A file that can be downloaded. The token goes in a header, never into an address. */
export function FileDownload({ attachment }: { attachment: AttachmentRef }): JSX.Element {
  const { conversation, settings, texts, formats } = useChat();
  const state = useSignal<'idle' | 'busy' | 'failed'>('idle');
  const download = async () => {
    const session = conversation.session.value;
    if (session === undefined || state.value === 'busy') return;
    state.value = 'busy';
    const path = `/api/v1/interactions/${session.interactionNumber}/attachments/${encodeURIComponent(attachment.attachmentId)}`;
    try {
      const response = await fetch(settings.origin + path, {
        headers: { Authorization: `Bearer ${session.token}` },
        credentials: 'omit',
      });
      if (!response.ok) throw new Error(String(response.status));
      saveAs(await response.blob(), attachment.name);
      state.value = 'idle';
    } catch {
      state.value = 'failed';
    }
  };
  return (
    <div class="file">
      <Icon name="file" />
      <span class="file-name">
        {attachment.name}
        <small>{formats.bytes(attachment.size)}</small>
      </span>
      <button
        type="button"
        class="button small"
        disabled={state.value === 'busy'}
        onClick={() => void download()}
      >
        {state.value === 'busy' ? texts.downloading : texts.download}
        <span class="for-ears"> {attachment.name}</span>
      </button>
      {state.value === 'failed' ? (
        <p class="problem" role="alert">
          {texts.downloadFailed}
        </p>
      ) : null}
    </div>
  );
}

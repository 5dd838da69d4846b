import { type ReadonlySignal, signal } from '@preact/signals';
import type { AttachmentRef } from '../../contracts/messages.ts';
import { type UploadResult, uploadFile } from './connection/uploadFile.ts';
import { newMessageId } from './conversation/newMessageId.ts';

/** A file on its way. `share`: how much of it is there, 0 to 1. */
export interface Upload {
  id: string;
  file: File;
  share: number;
  /** Why it is not on its way any more. */
  failure: Failure | undefined;
}
export type Failure = Extract<UploadResult, { code: unknown }>['code'];

export interface Uploads {
  list: ReadonlySignal<readonly Upload[]>;
  /** Files over `maxBytes` fail at once. */
  add(files: readonly File[], maxBytes: number | undefined): void;
  retry(id: string): void;
  /** Cancels it, or clears a failed one away. */
  remove(id: string): void;
  stop(): void;
}

export interface UploadsDeps {
  origin: string;
  /** Undefined while there is no conversation. */
  token(): string | undefined;
  /** It is there and may be posted. */
  uploaded(attachment: AttachmentRef): void;
}

/** Uploads files one after the other, so that they are posted in the order in which they were chosen. */
export function createUploads({ origin, token, uploaded }: UploadsDeps): Uploads {
  const list = signal<readonly Upload[]>([]);
  let current: { id: string; abort: AbortController } | undefined;

  const change = (id: string, changes: Partial<Upload>) => {
    list.value = list.value.map((one) => (one.id === id ? { ...one, ...changes } : one));
  };
  const drop = (id: string) => {
    list.value = list.value.filter((one) => one.id !== id);
  };

  async function run(): Promise<void> {
    const next = list.value.find(({ failure }) => failure === undefined);
    if (next === undefined || current !== undefined) return;
    const { id } = next;
    current = { id, abort: new AbortController() };
    const result = await uploadFile(
      { origin, token: token() ?? '' },
      next.file,
      current.abort.signal,
      (share) => change(id, { share }),
    );
    current = undefined;
    if (result.attachment === undefined) change(id, { failure: result.code });
    else if (list.value.some((one) => one.id === id)) {
      drop(id);
      uploaded(result.attachment);
    }
    void run();
  }

  return {
    list,
    add(files, maxBytes) {
      const added = files.map((file): Upload => {
        const failure = maxBytes !== undefined && file.size > maxBytes ? 'too_large' : undefined;
        return { id: newMessageId(), file, share: 0, failure };
      });
      list.value = [...list.value, ...added];
      void run();
    },
    retry(id) {
      change(id, { failure: undefined, share: 0 });
      void run();
    },
    remove(id) {
      drop(id);
      if (current?.id === id) current.abort.abort();
    },
    stop() {
      list.value = [];
      current?.abort.abort();
    },
  };
}

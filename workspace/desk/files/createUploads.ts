import { type ReadonlySignal, signal } from '@preact/signals';
import { v4 as uuid } from 'uuid';
import type { AttachmentRef } from '../../../contracts/messages.ts';
import { uploadFile } from '../../api/uploadFile.ts';

/** A file that waits in the composer: on its way to the server, there, or refused. */
export interface Upload {
  id: string;
  name: string;
  size: number;
  /** 0…1. */
  progress: number;
  attachment: AttachmentRef | null;
  failure: unknown;
}

/** The files of each conversation that are not sent yet; they stay while the agent looks at another conversation. */
export interface Uploads {
  all: ReadonlySignal<Readonly<Record<string, readonly Upload[]>>>;
  add(interaction: string, files: readonly File[]): void;
  remove(interaction: string, id: string): void;
  /** Takes those out that are on the server, to be sent. */
  take(interaction: string): AttachmentRef[];
  close(): void;
}

export function createUploads(token: string): Uploads {
  const all = signal<Readonly<Record<string, readonly Upload[]>>>({});
  const running = new Map<string, AbortController>();

  const of = (interaction: string) => all.peek()[interaction] ?? [];
  const put = (interaction: string, uploads: readonly Upload[]) => {
    all.value = { ...all.peek(), [interaction]: uploads };
  };
  const change = (interaction: string, id: string, more: Partial<Upload>) =>
    put(
      interaction,
      of(interaction).map((upload) => (upload.id === id ? { ...upload, ...more } : upload)),
    );

  const start = async (interaction: string, id: string, file: File): Promise<void> => {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const attachment = await uploadFile({
        path: `/interactions/${encodeURIComponent(interaction)}/attachments`,
        token,
        file,
        signal: abort.signal,
        onProgress: (progress) => change(interaction, id, { progress }),
      });
      change(interaction, id, { attachment, progress: 1 });
    } catch (failure) {
      change(interaction, id, { failure });
    } finally {
      running.delete(id);
    }
  };

  return {
    all,
    add(interaction, files) {
      const started = files.map((file) => ({ id: uuid(), file }));
      const uploads = started.map(({ id, file: { name, size } }) => {
        return { id, name, size, progress: 0, attachment: null, failure: null };
      });
      put(interaction, [...of(interaction), ...uploads]);
      for (const { id, file } of started) void start(interaction, id, file);
    },
    remove(interaction, id) {
      running.get(id)?.abort();
      put(
        interaction,
        of(interaction).filter((upload) => upload.id !== id),
      );
    },
    take(interaction) {
      const ready = of(interaction).flatMap(({ attachment }) => attachment ?? []);
      put(
        interaction,
        of(interaction).filter(({ attachment }) => attachment === null),
      );
      return ready;
    },
    close() {
      for (const abort of running.values()) abort.abort();
    },
  };
}

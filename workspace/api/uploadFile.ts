import type { AttachmentRef } from '../../contracts/messages.ts';
import { CallFailed, type ProblemBody, problemOf } from './problem.ts';

interface Upload {
  /** Under `/api/v1`. */
  path: string;
  token: string;
  file: File;
  /** 0…1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a file. XMLHttpRequest, because fetch does not tell how far an upload has come.
 *
 * @throws CallFailed; an abort is a `network` failure that nobody waits for.
 */
export function uploadFile({ path, token, file, onProgress, signal }: Upload): Promise<AttachmentRef> {
  const form = new FormData();
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1${path}`);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : loaded / total),
    );
    const unreachable = () => reject(new CallFailed('network', ''));
    request.addEventListener('error', unreachable);
    request.addEventListener('abort', unreachable);
    request.addEventListener('load', () => {
      // The shape is the server's promise (contracts/); the page and the server are one build.
      const body: (AttachmentRef & ProblemBody) | null = request.response;
      if (request.status === 201 && body !== null) resolve(body);
      else reject(problemOf(request.status, body, request.getResponseHeader('retry-after')));
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

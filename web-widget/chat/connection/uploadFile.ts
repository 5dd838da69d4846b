import type { ErrorCode } from '../../../contracts/errors.ts';
import type { AttachmentRef } from '../../../contracts/messages.ts';

export type UploadResult =
  | { attachment: AttachmentRef }
  | { attachment?: undefined; code: ErrorCode | 'cut_off' };

/**
 * Sends a file (protocol §2, `POST /chat/attachments`). By XMLHttpRequest, for `fetch` does not tell how far it is.
 * Never rejects; `cut_off`: the way there broke, or `signal` ended it.
 */
export function uploadFile(
  { origin, token }: { origin: string; token: string },
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<UploadResult> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file, file.name);
    request.open('POST', `${origin}/api/v1/chat/attachments`);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onloadend = () => resolve(resultOf(request));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function resultOf({ status, responseText }: XMLHttpRequest): UploadResult {
  if (status === 0) return { code: 'cut_off' };
  try {
    const answer: unknown = JSON.parse(responseText);
    if (status === 201 && isAttachment(answer)) return { attachment: answer };
    return { code: isProblem(answer) ? answer.code : 'internal' };
  } catch {
    // A proxy's page, not an answer of ours.
    return { code: status === 413 ? 'too_large' : 'internal' };
  }
}

function isAttachment(value: unknown): value is AttachmentRef {
  return typeof value === 'object' && value !== null && 'attachmentId' in value && 'name' in value;
}

function isProblem(value: unknown): value is { code: ErrorCode } {
  return typeof value === 'object' && value !== null && 'code' in value;
}

import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { AppError } from '../../contracts/errors.ts';

/**
 * Hands the one file of a multipart request on as it comes in, and answers what was made of it. What is left of a refused
 * request is read and dropped, so that the client hears why.
 * @throws AppError `invalid` when there is no file or the request is broken off, `unsupported_type` when it is no form.
 */
export async function readUpload<T>(
  request: IncomingMessage,
  take: (name: string, content: Readable) => Promise<T>,
): Promise<T> {
  try {
    return await firstFile(request, take);
  } finally {
    request.unpipe();
    request.resume();
  }
}

function firstFile<T>(
  request: IncomingMessage,
  take: (name: string, content: Readable) => Promise<T>,
): Promise<T> {
  const form = formOf(request);
  return new Promise((resolve, reject) => {
    let taken = false;
    form.on('file', (_field, content, { filename }) => {
      // Breaking off ends the file with an error too, also while nobody reads it yet or any more. The form says it.
      content.on('error', () => undefined);
      if (taken) {
        content.resume();
        return;
      }
      taken = true;
      take(filename ?? 'file', content).then(resolve, reject);
    });
    form.on('close', () => {
      if (!taken) reject(new AppError('invalid', 'the form has no file'));
    });
    form.on('error', (error) => reject(new AppError('invalid', `the form cannot be read: ${String(error)}`)));
    request.on('close', () => {
      if (!request.complete) form.destroy(new Error('the upload was broken off'));
    });
    request.pipe(form);
  });
}

function formOf(request: IncomingMessage): busboy.Busboy {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data'))
    throw new AppError('unsupported_type', 'send the file as multipart/form-data');
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 2, fields: 10, fieldSize: 10_000, parts: 12, headerPairs: 50 },
    });
  } catch (error) {
    throw new AppError('invalid', `the form cannot be read: ${String(error)}`);
  }
}

import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Upload {
  key: string;
  initiated: Date;
  parts: Map<number, Buffer>;
}

/** A bucket that speaks the REST language of S3, as far as the vendor's client needs it for files. */
export interface S3Server {
  url: string;
  objects: Map<string, Buffer>;
  /** Uploads in parts that are not complete. */
  uploads: Map<string, Upload>;
  /** What was asked, e.g. `PUT key` or `POST key?uploads`. */
  requests: string[];
  /** Answers this to everything, until it is set back. */
  failing: number | null;
  close(): Promise<void>;
}

export async function startS3Server(bucket: string): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Upload>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const s3: S3Server = {
    url: '',
    objects,
    uploads,
    requests,
    failing: null,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
    const [, inBucket, ...rest] = decodeURIComponent(pathname).split('/');
    const key = rest.join('/');
    const uploadId = searchParams.get('uploadId');
    const what = `${request.method} ${key}${searchParams.has('uploads') ? '?uploads' : uploadId === null ? '' : '?uploadId'}`;
    requests.push(what);
    const send = (status: number, xml = '', headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/xml', ...headers });
      response.end(xml === '' ? '' : `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
    };
    const error = (status: number, code: string): void =>
      send(
        status,
        request.method === 'HEAD' ? '' : `<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
      );
    if (s3.failing !== null) return error(s3.failing, 'InternalError');
    if (!/^AWS4-HMAC-SHA256 Credential=test-key\//.test(request.headers.authorization ?? ''))
      return error(403, 'AccessDenied');
    if (inBucket !== bucket) return error(404, 'NoSuchBucket');
    const upload = uploadId === null ? undefined : uploads.get(uploadId);
    if (uploadId !== null && upload === undefined) return error(404, 'NoSuchUpload');
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;

    if (request.method === 'GET' && key === '' && searchParams.has('uploads'))
      return send(200, listing(bucket, uploads, searchParams.get('prefix') ?? ''));
    if (request.method === 'POST' && searchParams.has('uploads')) {
      const id = randomUUID();
      uploads.set(id, { key, initiated: new Date(), parts: new Map() });
      return send(
        200,
        `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (request.method === 'PUT' && upload !== undefined) {
      upload.parts.set(Number(searchParams.get('partNumber')), body);
      return send(200, '', { etag });
    }
    if (request.method === 'POST' && upload !== undefined) {
      const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map((m) =>
        Number(m[1]),
      );
      objects.set(key, Buffer.concat(numbers.map((number) => upload.parts.get(number) ?? Buffer.alloc(0))));
      uploads.delete(uploadId ?? '');
      return send(
        200,
        `<CompleteMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${key}</Key><ETag>${etag}</ETag></CompleteMultipartUploadResult>`,
      );
    }
    if (request.method === 'DELETE' && uploadId !== null) {
      uploads.delete(uploadId);
      return send(204);
    }
    if (request.method === 'PUT') {
      objects.set(key, body);
      return send(200, '', { etag });
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return send(204);
    }
    const object = objects.get(key);
    if (object === undefined) return error(404, request.method === 'HEAD' ? 'NotFound' : 'NoSuchKey');
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': object.length,
      etag,
    });
    response.end(request.method === 'HEAD' ? undefined : object);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  s3.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return s3;
}

function listing(bucket: string, uploads: Map<string, Upload>, prefix: string): string {
  const found = [...uploads].filter(([, { key }]) => key.startsWith(prefix));
  const entries = found.map(
    ([id, { key, initiated }]) =>
      `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${initiated.toISOString()}</Initiated></Upload>`,
  );
  return `<ListMultipartUploadsResult><Bucket>${bucket}</Bucket><IsTruncated>false</IsTruncated>${entries.join('')}</ListMultipartUploadsResult>`;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

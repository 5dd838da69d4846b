import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readUpload } from '../../../server/http/readUpload.ts';

/** Sends half of a file, breaks off, and answers what `readUpload` said; `gone` settles when the request is closed. */
async function brokenOff(
  take: (content: NodeJS.ReadableStream, gone: Promise<unknown>) => Promise<string>,
): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sending = httpRequest({
    port: (server.address() as AddressInfo).port,
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '100000' },
  });
  sending.on('error', () => undefined);
  sending.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf');
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  const gone = new Promise((resolve) => request.once('close', resolve));
  const said = readUpload(request, (_name, content) => {
    sending.destroy();
    return take(content, gone);
  }).catch(String);
  await gone;
  // What nobody listens to is thrown by the event loop, and would end the server.
  await new Promise((resolve) => setImmediate(resolve));
  server.close();
  return await said;
}

test('an upload that is broken off while it is read is refused', async () => {
  expect(await brokenOff(text)).toMatch(/broken off/);
});

test('an upload that is broken off before anybody reads it ends that upload, not the server', async () => {
  const said = brokenOff(async (content, gone) => {
    await gone;
    return await text(content);
  });
  expect(await said).toMatch(/broken off/);
});

test('an upload that is broken off after it was refused says why it was refused', async () => {
  expect(await brokenOff(() => Promise.reject(new Error('one too many')))).toMatch(/one too many/);
});

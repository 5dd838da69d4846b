import { AppError } from '../../contracts/errors.ts';
import { isClosed } from '../../contracts/states.ts';
import type { AttachmentEntry } from '../../interactions/attachments.store.ts';
import type { Attachments } from '../../interactions/attachments.ts';
import type { Limits } from '../limits.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { readUpload } from './readUpload.ts';
import type { Answer, RequesterClaims, Routes } from './route.ts';

export interface AttachmentDeps extends ReadableDeps {
  attachments: Attachments;
  limits: Limits;
}

const requesterOnly = { roles: ['admin'], requester: true } as const;
const staffOrRequester = { roles: ['agent', 'supervisor', 'va_admin'], requester: true } as const;

/** Files of conversations (protocol §2): requesters send and get their own, agents get those of what they may read. */
export function addAttachmentRoutes(routes: Routes, deps: AttachmentDeps): void {
  const { attachments, conversations, limits } = deps;
  routes.add(
    {
      method: 'post',
      path: '/chat/attachments',
      summary: 'Upload a file',
      access: requesterOnly,
      upload: true,
      status: 201,
      answers: '`{attachmentId, name, size, type}`; a message then posts it. Too large: 413; not taken: 415.',
    },
    async ({ requester, request, address }) => {
      const { conversation } = known(requester);
      const bytes = Number(request.headers['content-length']);
      await limits.upload(conversation, address, Number.isFinite(bytes) ? bytes : null);
      const { header } = await conversations.known(conversation);
      if (isClosed(header.state)) throw new AppError('closed', 'this conversation has ended');
      const body = await readUpload(request, (name, content) =>
        attachments.receive(conversation, name, content),
      );
      return { body };
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/chat/attachments/:id',
      summary: 'Get a file of the own conversation',
      access: requesterOnly,
      answers: 'The file; pictures to be shown, everything else to be saved.',
    },
    async ({ requester, params }) => {
      const { conversation } = known(requester);
      await limits.signal(conversation);
      return fileAnswer(await attachments.open(conversation, params.id ?? ''));
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/interactions/:number/attachments',
      summary: 'The files of an interaction',
      access: staffOrRequester,
      answers: 'Those that were posted, in the order in which they came.',
    },
    async (call) => {
      const { id } = await readableInteraction(deps, call.params.number ?? '', call, 'attachments');
      return { body: { items: await attachments.posted(id), nextCursor: null } };
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/interactions/:number/attachments/:id',
      summary: 'A file of an interaction',
      access: staffOrRequester,
      answers: 'The file; pictures to be shown, everything else to be saved.',
    },
    async (call) => {
      const { id } = await readableInteraction(deps, call.params.number ?? '', call, 'attachments');
      return fileAnswer(await attachments.open(id, call.params.id ?? ''));
    },
  );
}

/** An admin's token names no conversation. */
function known(requester: RequesterClaims | null): RequesterClaims {
  if (requester === null) throw new AppError('forbidden', "this needs a requester's token");
  return requester;
}

/** Nothing of it runs (design §8): its type is ours, browsers may not guess another, and a page of it has no rights. */
function fileAnswer({ entry, content }: Awaited<ReturnType<Attachments['open']>>): Answer {
  return {
    body: content,
    type: entry.type.startsWith('text/') ? `${entry.type}; charset=utf-8` : entry.type,
    headers: {
      'Content-Length': String(entry.size),
      'Content-Disposition': disposition(entry),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=3600',
    },
  };
}

function disposition({ type, name }: AttachmentEntry): string {
  const plain = name.replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

import { AppError } from '../../contracts/errors.ts';
import type { AttachmentEntry, AttachmentRef } from '../../contracts/messages.ts';
import { hasEnded } from '../../contracts/states.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { Uploader } from '../../interactions/files/attachments.store.ts';
import type { Attachments, Reader } from '../../interactions/files/attachments.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import { hasTranscriptAttachment, type TranscriptReading } from '../../interactions/reading/readRecord.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import { shownReading } from '../access/shownWords.ts';
import { actorOf } from '../audited.ts';
import type { Limits } from '../limits.ts';
import { ownConversation } from './ownConversation.ts';
import { memberMay, type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { readUpload } from './readUpload.ts';
import { type Answer, type Call, type Routes, staffOrRequester } from './route.ts';
import { transcriptFile, transcriptName } from './transcriptFile.ts';

export interface AttachmentDeps extends ReadableDeps {
  attachments: Attachments;
  masking: () => Masking;
  turns: Turns;
  handoff: Pick<Handoff, 'holds'>;
  limits: Limits;
}

const requesterOnly = { roles: ['admin'], requester: true } as const;
const agentOnly = { roles: ['agent', 'supervisor'] } as const;

/**
 * Files of conversations (protocol §2): requesters send and get their own, agents send where they hold the conversation and
 * get those of what they may read. A long transcript is among them, made from the log when it is read (docs/adr/0009).
 */
export function addAttachmentRoutes(routes: Routes, deps: AttachmentDeps): void {
  const { attachments, conversations, handoff, limits, turns } = deps;
  const take = async (
    state: ConversationState,
    by: Uploader,
    { request, address }: AnyCall,
  ): Promise<AttachmentRef> => {
    const bytes = Number(request.headers['content-length']);
    await limits.upload(state.id, address, Number.isFinite(bytes) ? bytes : null);
    if (hasEnded(state.header.state)) throw new AppError('closed', 'this conversation has ended');
    return readUpload(request, async (name, content) => {
      const masking = deps.masking();
      if (by.kind === 'agent') masking.refuse({ name });
      return attachments.receive(state.id, by, masking.mask(name), content);
    });
  };
  routes.addOpen(
    {
      method: 'post',
      path: '/chat/attachments',
      summary: 'Upload a file',
      access: requesterOnly,
      upload: true,
      status: 201,
      answers: '`{attachmentId, name, size, type}`; a message then posts it. Too large: 413; not taken: 415.',
    },
    async (call) => {
      const state = await ownConversation(conversations, call.requester);
      return { body: await take(state, { kind: 'requester', name: state.header.openedFor.name }, call) };
    },
  );
  routes.addOpen(
    {
      method: 'get',
      path: '/chat/attachments/:id',
      summary: 'Get a file of the own conversation',
      access: requesterOnly,
      answers: 'The file; pictures to be shown, everything else to be saved.',
    },
    async ({ requester, params }) => {
      const { id } = await ownConversation(conversations, requester);
      await limits.signal(id);
      return fileAnswer(await attachments.open(id, params.id ?? '', 'requester'));
    },
  );
  routes.add(
    {
      method: 'post',
      path: '/interactions/:number/attachments',
      summary: 'Upload a file as an agent who writes in the conversation',
      access: agentOnly,
      upload: true,
      status: 201,
      answers:
        '`{attachmentId, name, size, type}`; `message:send` then posts it. Too large: 413; not taken: 415.',
    },
    async (call) => {
      const state = await readableInteraction(deps, call.params.number ?? '', call, 'attachments', 'write');
      const { user } = call;
      if (!memberMay(state, user.sub, 'write', 'attachments') && !(await handoff.holds(user.sub, state.id)))
        throw new AppError('forbidden', 'you do not have this conversation');
      return { body: await take(state, { kind: 'agent', ...actorOf(user) }, call) };
    },
  );
  routes.addOpen(
    {
      method: 'get',
      path: '/interactions/:number/attachments',
      summary: 'The files of an interaction',
      access: staffOrRequester,
      answers:
        'Those that were posted, in the order in which they came, with who sent them and the message; a transcript over 4,000 characters first.',
    },
    async (call) => {
      const state = await readableInteraction(deps, call.params.number ?? '', call, 'attachments');
      const posted = await attachments.posted(state.id, readerOf(call));
      return {
        body: {
          items: [...(hasTranscriptAttachment(state) ? transcripts(state, readerOf(call)) : []), ...posted],
          nextCursor: null,
        },
      };
    },
  );
  routes.addOpen(
    {
      method: 'get',
      path: '/interactions/:number/attachments/:id',
      summary: 'A file of an interaction',
      access: staffOrRequester,
      answers: 'The file; pictures to be shown, everything else to be saved.',
    },
    async (call) => {
      const { number = '', id = '' } = call.params;
      const reading = transcriptIds.get(id);
      if (reading !== undefined) {
        const { id: interactionId, header } = await readableInteraction(deps, number, call, 'transcript');
        const rules = deps.access.current();
        const wanted = call.user === null ? 'requester' : shownReading(rules, call.user, header, reading);
        return transcriptFile(turns, { id: interactionId, number: header.number, reading: wanted }, 'text');
      }
      const state = await readableInteraction(deps, number, call, 'attachments');
      return fileAnswer(await attachments.open(state.id, id, readerOf(call)));
    },
  );
}

type AnyCall = Pick<Call<unknown, unknown>, 'request' | 'address' | 'requester'>;

function readerOf({ requester }: Pick<AnyCall, 'requester'>): Reader {
  return requester === null ? 'staff' : 'requester';
}

const transcriptIds: ReadonlyMap<string, TranscriptReading> = new Map([
  ['transcript', 'internal'],
  ['transcript-external', 'external'],
]);

/** The transcripts as the list shows them; how many bytes they have is known when they are made. */
function transcripts({ header }: ConversationState, reader: Reader) {
  const entry = (attachmentId: string, reading: TranscriptReading) => ({
    attachmentId,
    name: transcriptName(header.number, reading, 'text'),
    size: null,
    type: 'text/plain',
    at: header.updatedAt,
    from: { kind: 'system', name: 'Switchboard' },
    messageId: null,
  });
  const all = [entry('transcript', 'internal')];
  if (reader === 'staff' && header.agentChat) all.push(entry('transcript-external', 'external'));
  return all;
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

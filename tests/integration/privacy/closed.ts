import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { foldTurn } from '../../../interactions/foldTurn.ts';
import type { Turn } from '../../../interactions/turn.ts';
import { api, type Requester } from '../../support/clients.ts';
import type { Scene } from '../lifecycle/scene.ts';

/** A conversation with everything that can be deleted: words, a file, an agent, notes, a transfer; closed. */
export async function closedConversation(scene: Scene): Promise<Requester> {
  const requester = await scene.withAgent();
  const number = requester.session.interactionNumber;
  await requester.says('the zebra is broken, this is terrible');
  const form = new FormData();
  form.append('file', new Blob(['a secret giraffe']), 'giraffe.txt');
  const upload = await fetch(`${scene.node.url}/api/v1/chat/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${requester.session.token}` },
    body: form,
  });
  const { attachmentId } = (await upload.json()) as { attachmentId: string };
  await requester.socket.timeout(5_000).emitWithAck('message:send', { id: randomUUID(), attachmentId });
  await scene.agent.says(number, 'I have a look at the zebra');
  await scene.agent.says(number, 'a zebra, really', { private: true });
  // What is written beside it: the note of a transfer stands with the work too.
  const passOn = { interaction: number, to: { queue: 'service_desk' }, note: 'the zebra is ill' };
  for (const [event, payload] of [
    ['conversation:transfer', passOn],
    ['work:claim', { interaction: number }],
  ] as const) {
    const { error } = await scene.agent.socket.timeout(5_000).emitWithAck(event, payload);
    if (error !== undefined) throw new Error(`${event}: ${error.message}`);
  }
  await api(scene.node.url, `/interactions/${number}`, scene.supervisor, {
    method: 'PATCH',
    body: { workNote: 'zebra noted', tags: ['animals'], shortDescription: 'The zebra' },
  });
  await scene.agent.ends(number, { shortDescription: 'A broken zebra' });
  requester.leave();
  await scene.node.server.sweep();
  return requester;
}

/** The header as its log makes it, without the times and places that the log's end has moved. */
export async function rebuilt(connection: Connection, id: string) {
  const { db } = connection;
  if (db === undefined) throw new Error('the store is not connected');
  const turns = await db.collection<Turn>('turns').find({ interactionId: id }).sort({ seq: 1 }).toArray();
  const [first] = turns;
  if (first === undefined) throw new Error('there are no turns');
  const { header } = turns.reduce(foldTurn, emptyConversation(id, '', first.at.toISOString()));
  return JSON.parse(JSON.stringify(header));
}

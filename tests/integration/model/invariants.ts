import { isClosed } from '../../../contracts/states.ts';
import { capacityOf, universalOf } from '../../../handoff/agent.ts';
import { emptyConversation } from '../../../interactions/conversationState.ts';
import { foldTurn } from '../../../interactions/foldTurn.ts';
import type { Turn } from '../../../interactions/turn.ts';
import type { Scene } from './scene.ts';

/** What must be true whenever nothing is under way; each line says which promise is broken, for which interaction. */
export async function brokenPromises(scene: Scene): Promise<string[]> {
  const broken: string[] = [...scene.faults];
  const { settings } = scene;
  const { agents, workItems, interactions, turns } = scene.stores;
  const open = await workItems.openAfter('', 10_000);
  const held = open.filter(({ state }) => state === 'accepted');

  for (const agent of await agents.list('', 1_000)) {
    const mine = held.filter((item) => item.acceptedBy === agent.id && item.usesCapacity);
    const units = agent.held.map(({ workItemId }) => workItemId).sort();
    if (
      units.join() !==
      mine
        .map(({ id }) => id)
        .sort()
        .join()
    )
      broken.push(
        `${agent.id}: capacity in use (${units}) is not what is held (${mine.map(({ id }) => id)})`,
      );
    const chats = agent.held.filter(({ type }) => type === 'chat').reduce((sum, { size }) => sum + size, 0);
    if (chats > capacityOf(agent, 'chat', settings)) broken.push(`${agent.id}: more chats than the capacity`);
    const all = agent.held.reduce((sum, { size }) => sum + size, 0);
    if (all > (universalOf(agent, settings) ?? all))
      broken.push(`${agent.id}: more than the capacity over all`);
  }

  for (const [number, { conversationId: id }] of scene.opened) {
    const log = await allTurns(turns.all(id));
    let state = emptyConversation(id, number, log[0]?.at.toISOString() ?? '');
    for (const turn of log) {
      broken.push(...lateWords(number, state, turn));
      state = foldTurn(state, turn);
    }
    const stored = await interactions.load(id);
    if (stored === null || JSON.stringify(stored.state) !== JSON.stringify(state))
      broken.push(`${number}: the record is not what the log says`);

    const own = open.filter((item) => item.interactionId === id);
    const { owner, assignedTo, state: at } = state.header;
    if (own.length > 1) broken.push(`${number}: ${own.length} open work items`);
    const item = own[0];
    const over = isClosed(at) || owner === 'virtual_agent';
    if (over !== (item === undefined))
      broken.push(`${number}: ${owner} (${at}) with ${item?.state ?? 'no'} work`);
    else if (item !== undefined) {
      if (item.id !== state.workItemId) broken.push(`${number}: the log speaks of other work`);
      const holder = item.state === 'accepted' ? item.acceptedBy : null;
      const says = owner === 'agent' || at === 'wrap_up' ? (assignedTo?.id ?? null) : null;
      if (holder !== says) broken.push(`${number}: held by ${holder}, the log says ${says}`);
    }
    if (owner !== 'agent' && state.live.invitations.length > 0)
      broken.push(`${number}: somebody is invited to a conversation that no agent has`);
    if (owner !== 'queue' && owner !== 'agent' && state.live.errand !== null)
      broken.push(`${number}: an errand without anybody who waits for it`);
    broken.push(...(await unseen(scene, number, log)));
  }
  return broken;
}

/** One writer (domain F7 3): the Virtual Agent says nothing while a person has the conversation, but in an errand. */
function lateWords(number: string, before: ReturnType<typeof emptyConversation>, turn: Turn): string[] {
  const speaks = turn.messages.some(({ from }) => from.kind === 'virtual_agent');
  const starts = turn.events.some(({ type }) => type === 'errand_started' || type === 'owner_changed');
  const its = before.header.owner === 'virtual_agent' || before.live.errand !== null || before.lastSeq === 0;
  return speaks && !its && !starts
    ? [`${number}: the Virtual Agent spoke at ${turn.seq} when it was not its turn`]
    : [];
}

/** The record's story is what the clients saw: each requester who is here has every public word, once and as it is. */
async function unseen(scene: Scene, number: string, log: Turn[]): Promise<string[]> {
  const seat = scene.seats.find((one) => one?.requester.session.interactionNumber === number);
  if (seat == null || !seat.connected) return [];
  const told = log.flatMap(({ messages }) => messages).filter((message) => message.private !== true);
  const broken: string[] = [];
  for (const message of told)
    if (seat.received.get(message.seq)?.text !== message.text)
      broken.push(`${number}: the requester did not see ${message.seq} “${message.text.slice(0, 40)}”`);
  const known = new Set(told.map(({ seq }) => seq));
  for (const [seq, message] of seat.received)
    if (!known.has(seq))
      broken.push(`${number}: the requester saw ${seq} “${message.text}”, which is not in the log`);
  const live = seat.requester.messages.map(({ seq }) => seq);
  if (new Set(live).size !== live.length) broken.push(`${number}: the requester saw something twice`);
  return broken;
}

async function allTurns(read: AsyncIterable<Turn>): Promise<Turn[]> {
  const turns: Turn[] = [];
  for await (const turn of read) turns.push(turn);
  return turns;
}

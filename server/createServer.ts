import { once } from 'node:events';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Server as SocketServer } from 'socket.io';
import { v4, v7 } from 'uuid';
import { createAgentTurns } from '../bot/agentTurns.ts';
import { createAnswering } from '../bot/answering.ts';
import { cutErrand } from '../bot/cutErrand.ts';
import { createRequesterTurns, describe } from '../bot/requesterTurns.ts';
import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import { createHandoff } from '../handoff/createHandoff.ts';
import type { Handoff } from '../handoff/handoff.ts';
import { requestCallback } from '../handoff/waiting/requestCallback.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import { createConversations } from '../interactions/conversations.ts';
import { nextInteractionNumber } from '../interactions/counters.store.ts';
import { type AttachmentFiles, createAttachmentFiles } from '../interactions/files/attachmentFiles.ts';
import { createAttachments } from '../interactions/files/attachments.ts';
import { maskingInForce } from '../interactions/masking/masking.ts';
import { lastMessageOf } from '../interactions/reading/lastMessage.ts';
import { createRemovals } from '../interactions/retention/removals.ts';
import { createRetention } from '../interactions/retention/retention.ts';
import { backfillKeys } from '../interactions/search/backfillKeys.ts';
import { connectPatiently, connectStore, storeAnswers } from '../store/connect.ts';
import type { ConnectionRequest } from '../topics/dialog.ts';
import { createDiscoveryModels } from '../topics/discovery/models.ts';
import type { TopicProblem } from '../topics/validateTopic.ts';
import { createAccessRules } from './access/accessRules.ts';
import { createTopicAuthoring } from './authoring/topicAuthoring.ts';
import { createBoardNews } from './board/boardNews.ts';
import { boardPicture } from './board/boardPicture.ts';
import { createBoard } from './board/readBoard.ts';
import { changeOf } from './changeOf.ts';
import { createClockWatch } from './clockWatch.ts';
import type { Config } from './config.ts';
import { callConnection } from './connections/callConnection.ts';
import { createSealer } from './connections/sealSecret.ts';
import { decideHandoff } from './decideHandoff.ts';
import { demoRequester } from './demoRecords.ts';
import { createGuests } from './guests.ts';
import { addRoutes } from './http/addRoutes.ts';
import { addHealth } from './http/health.ts';
import { openApiOf } from './http/openapi.ts';
import { addPages } from './http/pages.ts';
import { createRoutes } from './http/route.ts';
import { createHttpServer } from './httpServer.ts';
import { createInFlight } from './inFlight.ts';
import { createLimits } from './limits.ts';
import { createMailer } from './mail/mailer.ts';
import { createSmtp } from './mail/smtp.ts';
import { createMetrics } from './metrics.ts';
import { createNews } from './news.ts';
import { createPersonErasure } from './privacy/erasePerson.ts';
import { createQueueBanners } from './queueBanners.ts';
import { createQueueConditions } from './queueConditions.ts';
import { connectRedis } from './redis.ts';
import { type MadeAccounts, seedAccounts } from './seedAccounts.ts';
import { createSettingsInForce } from './settingsInForce.ts';
import { boardRoom } from './sockets/agent/boardEvents.ts';
import { serveAgents } from './sockets/agentNamespace.ts';
import { serveReceipts } from './sockets/receipts.ts';
import { refusal, roomOf, serveRequesters } from './sockets/requesterNamespace.ts';
import { serveTyping } from './sockets/typing.ts';
import { createWatchers } from './sockets/watchers.ts';
import { openStores } from './stores.ts';
import { createSweeper } from './sweeper.ts';
import { createTokens } from './tokens.ts';
import { createTopicService } from './topicService.ts';

export interface ServerOptions {
  config: Config;
  /** Where the store answers; the embedded one is started by whoever builds the server. */
  storeUri: string;
  clock: Clock;
  log: Logger;
  version: string;
  /** Milliseconds between rounds of the sweeper; 0: rounds are run by hand (tests with a simulated clock). */
  sweepMs: number;
  /** The folders of the shipped topics and of the built front ends. */
  topicsDir: string;
  publicDir: string;
  /** Hears of topic files that do not validate, besides the log. */
  refused?: (problem: TopicProblem) => void;
}

export interface RunningServer {
  /** Binds; answers the address. @throws the network's error (port taken). */
  listen(): Promise<string>;
  /** One round of everything that is due. */
  sweep(): Promise<void>;
  /** Accounts that this start made, with their passwords: shown once. */
  made: MadeAccounts;
  /** Stops taking sockets, finishes what is in flight, closes. */
  close(): Promise<void>;
}

const halfRequestMs = 2_000;

/** Builds the whole server (design §9.4: `main.ts` listens). Every dependency comes in through here. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { config, clock, log } = options;
  const connection = await connectStore(options.storeUri);
  const builder = await connectPatiently(options.storeUri);
  const stores = await openStores(connection, builder).finally(() => builder.close());
  const { turns, interactions, records } = stores;
  const made = await seedAccounts({ ...stores, clock, config });
  const settings = await createSettingsInForce(stores.settings, config.settings);
  const { current } = settings;
  const masking = maskingInForce(current);
  const access = await createAccessRules(stores.accessRules);
  const metrics = createMetrics();
  const nodeId = v4();
  const failed = (error: unknown, where: string): void => {
    metrics.failed(where);
    log.error({ err: error, where }, 'something failed beside a request');
  };

  let stopping = false;
  const { track, quiet } = createInFlight();

  // The turn: topics, router and log know each other through here alone.
  let handoff: Handoff | null = null;
  const theHandoff = (): Handoff => {
    if (handoff === null) throw new Error('the router is not built yet');
    return handoff;
  };
  const sealer = createSealer(config.secretKey);
  const call = (request: ConnectionRequest) =>
    callConnection({ connections: stores.connections, sealer, clock, observe: metrics.connection }, request);
  const models = createDiscoveryModels({ folder: join(config.dataDir, 'models'), failed });
  const topics = await createTopicService({
    models,
    callConnection: call,
    versions: stores.topicVersions,
    drafts: stores.drafts,
    experiences: stores.experiences,
    revision: stores.catalogRevision,
    records,
    turns,
    handoff: theHandoff,
    clock,
    newId: v7,
    secretKey: config.secretKey,
    settings: current,
    topicsDir: options.topicsDir,
    refused: (problem) => {
      log.error(problem, 'a topic file does not validate; the server starts without it');
      options.refused?.(problem);
    },
  });
  const answering = createAnswering({
    clock,
    runDialog: topics.runDialog,
    masking,
    decideHandoff: (state, request) => decideHandoff(theHandoff(), v7, state, request),
    failed,
  });
  const requesterTurns = createRequesterTurns({
    clock,
    settings: current,
    answering,
    openInput: topics.openInput,
    masking,
  });
  const conversations = createConversations({
    turns,
    interactions,
    records,
    insights: stores.insights,
    clock,
    newId: v7,
    settings: current,
    callbackRequested: (turn, event) => requestCallback(stores.callbacks, current().callbacks, turn, event),
    cutErrand,
    committed: (turn, state, before) => news.committed(turn, state, before),
    found: (turn, state, before) => news.found(turn, state, before),
    failed,
  });
  const attachments = createAttachments({
    entries: stores.attachmentEntries,
    files: await attachmentFilesOf(config),
    clock,
    newId: v7,
    limits: () => current().limits,
  });
  const removals = createRemovals({
    ...stores,
    conversations,
    attachments,
    removeMails: stores.mails.removeAll,
    clock,
  });
  const retention = createRetention({ remains: stores.remains, removals, clock, settings: current });
  const personErasure = createPersonErasure({ ...stores, removals, clock, newId: v7 });
  const mailer =
    config.smtpUrl === null
      ? null
      : createMailer({
          mails: stores.mails,
          turns,
          smtp: createSmtp(config.smtpUrl),
          clock,
          settings: () => current().mail,
          failed,
        });
  const watchers = createWatchers(turns, () => conversations, failed);

  const http = createHttpServer(log);
  const io = new SocketServer(http.server, {
    serveClient: false,
    maxHttpBufferSize: 128 * 1_024,
    cors: { origin: '*' },
    // While it stops, clients that come back at once are sent elsewhere.
    allowRequest: (_request, decide) => decide(null, !stopping),
  });
  io.use((_socket, next) => next(refusal(new AppError('unauthorized', 'connect to /requester or /agent'))));
  const redis = config.redisUrl === null ? null : await connectRedis(config.redisUrl, failed);
  if (redis !== null) io.adapter(redis.adapter);
  const banners = createQueueBanners(theHandoff, clock);
  const news = createNews({
    ...stores,
    io,
    redis,
    nodeId,
    clock,
    watchers,
    router: theHandoff,
    banners,
    settled: conversations.settled,
    desks: () => desks,
    board: () => board,
    metrics,
    track,
    failed,
  });

  const virtualAgent = createAgentTurns({ answering, topicFor: topics.topicFor });
  handoff = createHandoff({
    ...stores,
    conversations,
    clock,
    newId: v7,
    nodeId,
    settings: current,
    lastMessage: (id) => lastMessageOf(turns, id),
    describe,
    nextNumber: () => nextInteractionNumber(stores.counters),
    virtualAgent,
    holds: createQueueConditions({ clock, failed }).holds,
    notify: news.noted,
    failed,
  });
  const router = handoff;

  const changed = (state: ConversationState) =>
    changeOf(state, { queueInfo: banners.of, queues: stores.queues });
  const idOf = async (name: string): Promise<string> => {
    const id = /^IMS\d+$/.test(name) ? await interactions.idOf(name) : name;
    if (id === null) throw new AppError('not_found', `there is no interaction ${name}`);
    return id;
  };
  const limits = createLimits(() => current().limits);
  const tokens = createTokens(config.secretKey, clock);
  const eventContext = { log, observe: metrics.event, track };
  const receipts = serveReceipts(io, conversations, interactions);
  const typing = serveTyping(io, async (id) => (await conversations.known(id)).header);
  const requesters = serveRequesters(io, {
    ...eventContext,
    tokens,
    conversations,
    turns: requesterTurns,
    attachments,
    watchers,
    changeOf: changed,
    limit: limits.message,
    signal: limits.signal,
    receipt: receipts.requester,
    agentRead: async (id) => (await interactions.receipts(id)).agentRead,
    survey: async (state) => (await changed(state)).survey,
    moved: (id) => guests.moved(id).catch((error: unknown) => failed(error, 'where a guest is')),
    typing: typing.requester,
  });
  const { namespace: agents, desks } = serveAgents(io, {
    ...eventContext,
    tokens,
    conversations,
    turns,
    attachments,
    watchers,
    handoff: router,
    access,
    masking,
    limits,
    idOf,
    changeOf: changed,
    typing: typing.agent,
    boardMoved: () => board.moved(),
    virtualAgent,
    readByAgent: receipts.agent,
    receipts: interactions.receipts,
    async audited(who, conversationId, action = 'read conversation') {
      const { header } = await conversations.known(conversationId);
      await stores.audit.write({
        at: clock.now(),
        actor: who,
        action,
        target: header.number,
      });
    },
    failed,
  });
  const readBoard = createBoard({ ...stores, access, clock, settings: current });
  const board = createBoardNews({
    isWatched: () => agents.adapter.rooms.has(boardRoom),
    changed: () => void agents.local.to(boardRoom).emit('board:changed'),
    tellNodes: news.boardMoved,
    settled: conversations.settled,
    picture: () => boardPicture(readBoard),
  });
  const guests = createGuests({
    ...stores,
    nodeId,
    presence: stores.guestPresence,
    conversations,
    clock,
    settings: current,
    isHere: (id) => requesters.adapter.rooms.has(roomOf(id)),
  });
  metrics.sockets('requester', () => requesters.sockets.size);
  metrics.sockets('agent', () => agents.sockets.size);

  /** By the sockets themselves: nothing else may make an agent look connected. */
  const agentsHere = (): string[] => [
    ...new Set([...agents.sockets.values()].map((socket) => socket.data.user.sub)),
  ];

  /** A socket lives as long as the token that opened it. */
  async function endExpired(): Promise<void> {
    const now = clock.now().getTime();
    for (const socket of [...requesters.sockets.values(), ...agents.sockets.values()]) {
      if (socket.data.expiresAt <= now) socket.disconnect(true);
    }
  }

  const sweeper = createSweeper({
    conversations,
    interactions,
    handoff: router,
    clock,
    settings: current,
    resumed: requesterTurns.resumed,
    beat: () => router.beat(agentsHere()),
    chores: [
      watchers.retry,
      desks.retry,
      news.beat,
      () => news.pollOthers().finally(news.refreshQueues),
      createClockWatch({ ...stores, nodeId, clock, log, metrics }).look,
      guests.sweep,
      board.tell,
      settings.follow,
      access.follow,
      topics.follow,
      endExpired,
      attachments.sweep,
      // Both rewrite logs: never beside each other.
      () => retention.sweep().finally(personErasure.sweep),
      ...(mailer === null ? [] : [mailer.look]),
      async () => void (await backfillKeys(interactions, turns, 500)),
    ],
    failed,
  });

  const routes = createRoutes(http, tokens, log, config.trustProxy, metrics.request);
  addRoutes(routes, {
    ...stores,
    readBoard,
    access,
    masking,
    conversations,
    requesterTurns,
    attachments,
    retention,
    personErasure,
    tokens,
    limits,
    settings: current,
    clock,
    newId: v7,
    handoff: router,
    sendsMail: mailer !== null,
    authoring: createTopicAuthoring({
      ...stores,
      clock,
      settings: current,
      topics,
      connections: async () => (await stores.connections.list()).map(({ name }) => name),
    }),
    topics,
    models,
    sealer,
    call,
    readSettings: settings.read,
    async changeSettings(values, revision) {
      await settings.write(values, revision);
      await sweeper.reschedule();
    },
  });
  addHealth(http, {
    registry: metrics.registry,
    ready: async () => !stopping && topics.catalog().current().length > 0 && (await storeAnswers(connection)),
  });
  addPages(http, {
    publicDir: options.publicDir,
    openApi: () => openApiOf(routes.specs, options.version),
    demoIdentity: async () =>
      config.demo ? tokens.signIdentity({ sub: demoRequester.email, ...demoRequester }, 3_600) : null,
  });

  return {
    made,
    sweep: sweeper.round,
    async listen() {
      http.listen(config.port, config.host);
      await Promise.race([
        once(http, 'listening'),
        once(http.server, 'error').then(([error]) => Promise.reject(error)),
      ]);
      void track(sweeper.reschedule().catch((error: unknown) => failed(error, 'the deadlines at the start')));
      if (options.sweepMs > 0) sweeper.start(options.sweepMs);
      const { port } = http.address();
      return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    },
    async close() {
      stopping = true;
      const closed = once(http.server, 'close');
      http.server.close();
      await sweeper.stop();
      await mailer?.stop();
      io.disconnectSockets(true);
      await quiet();
      await io.close();
      // What the last sockets that went left to do: whoever was here must not look connected to other nodes.
      await quiet();
      await conversations.settled();
      await router.settled();
      // A client that sends half a request and waits must not hold the stop.
      const cutOff = setTimeout(() => http.server.closeAllConnections(), halfRequestMs);
      http.server.closeIdleConnections();
      await closed;
      clearTimeout(cutOff);
      await models.close();
      await stores.nodes.leave(nodeId).catch((error: unknown) => failed(error, 'leaving'));
      redis?.close();
      await connection.close();
    },
  };
}

/** The vendor's client is loaded only where it is used. */
async function attachmentFilesOf({ attachmentsS3, dataDir }: Config): Promise<AttachmentFiles> {
  const folder = join(dataDir, 'attachments');
  if (attachmentsS3 === null) return createAttachmentFiles(folder);
  const { createS3AttachmentFiles } = await import('../interactions/files/attachmentFilesS3.ts');
  return createS3AttachmentFiles(attachmentsS3, join(folder, 'incoming'));
}

import fc from 'fast-check';
import { memberRoles } from '../../../contracts/live.ts';
import type { MessageDraft } from '../../../contracts/messages.ts';
import { interactionStates, owners } from '../../../contracts/states.ts';
import { closeEvents } from '../../../interactions/closeEvents.ts';
import { type ConversationState, emptyConversation } from '../../../interactions/conversationState.ts';
import { foldTurn } from '../../../interactions/foldTurn.ts';
import { headerOf } from '../../../interactions/header/headerOf.ts';
import { placeTurn } from '../../../interactions/placeTurn.ts';
import { readConversation } from '../../../interactions/readConversation.ts';
import { interactionLog } from '../../../interactions/reading/interactionLog.ts';
import { transcriptLines, transcriptText } from '../../../interactions/reading/transcript.ts';
import type { Turn, TurnCause, TurnDraft, TurnEvent } from '../../../interactions/turn.ts';
import { desk, opened, start } from './support.ts';

/*
 * Random conversations, legal or not: whatever is in the log, folding it again gives the same. Drafts come from every
 * kind of event in any order, so that nothing rests on decisions being right.
 */

const words = fc.constantFrom('hello', 'the VPN drops', '', 'Ünïcode ✨', 'two\nlines');
const name = fc.constantFrom({ id: 'agent1', name: 'Ada Moreno' }, { id: 'agent2', name: 'Ben Okafor' });
const run = { runId: 'r1', topic: 'vpn', topicKind: 'topic' } as const;
const record = fc.record({
  table: fc.constant('incident'),
  id: fc.constantFrom('i1', 'i2'),
  number: fc.constant('INC0010001'),
  title: words,
  state: fc.constantFrom('new', 'resolved'),
});
const time = fc.nat(10_000_000).map((ms) => new Date(start + ms).toISOString());
const person = fc.constantFrom(
  { id: 'guest:1', name: 'Guest', guest: true },
  { id: 'u1', name: 'Robin Vale', email: 'robin@example.com' },
);

/** One arbitrary for each kind of event: a kind that is added without one does not compile. */
const kinds: { [K in TurnEvent['type']]: fc.Arbitrary<Extract<TurnEvent, { type: K }>> } = {
  conversation_opened: fc
    .record({ openedFor: person, tags: fc.constantFrom<string[]>([], ['vip']) })
    .map((more) => opened(more)),
  person_identified: fc.record({
    type: fc.constant('person_identified' as const),
    from: person,
    to: person,
    channelUserProfile: fc.constantFrom(null, 'p1'),
    by: fc.option(name),
  }),
  topic_started: fc.record({
    type: fc.constant('topic_started' as const),
    runId: fc.constant('r1'),
    topic: fc.constantFrom('vpn', 'anything_else'),
    title: fc.constant('VPN'),
    version: fc.constant(1),
    topicKind: fc.constantFrom('topic' as const, 'setup' as const, 'block' as const, 'small_talk' as const),
    role: fc.constantFrom('greeting' as const, 'anything_else' as const),
    by: fc.constant('discovery' as const),
  }),
  topic_ended: fc.constant({ type: 'topic_ended', ...run, outcome: 'completed' }),
  element_run: fc.constant({
    type: 'element_run',
    ...run,
    element: 'e1',
    kind: 'text',
    outcome: 'done',
    ms: 3,
  }),
  topic_discovered: words.map((text) => ({
    type: 'topic_discovered',
    text,
    outcome: 'none',
    candidates: [],
    chosen: null,
  })),
  record_viewed: record.map((one) => ({ type: 'record_viewed', ...one })),
  record_created: record.map(({ title, state, ...one }) => ({
    type: 'record_created',
    ...one,
    fields: { short_description: title, state },
  })),
  record_updated: record.map((one) => ({ type: 'record_updated', ...one, changes: {} })),
  record_attached: record.map((one) => ({ type: 'record_attached', ...one, via: 'attach' })),
  record_detached: record.map(({ state: _, ...one }) => ({ type: 'record_detached', ...one })),
  discovery_labelled: words.map((text) => ({
    type: 'discovery_labelled',
    text,
    chosen: null,
    label: 'uncategorised',
  })),
  answer_corrected: fc.constant({ type: 'answer_corrected', ...run, element: 'e1', from: 'a', to: 'b' }),
  paused: time.map((until) => ({ type: 'paused', until })),
  language_changed: fc
    .constantFrom('en', 'de')
    .map((to) => ({ type: 'language_changed', from: 'en', to, by: 'requested' })),
  deflected: fc.constant({ type: 'deflected', ...run, what: 'ticket' }),
  action_called: fc.constant({
    type: 'action_called',
    connection: 'erp',
    method: 'GET',
    path: 'x',
    status: 200,
    ms: 1,
  }),
  file_attached: record.map(({ title: _t, state: _s, ...one }) => ({
    type: 'file_attached',
    ...one,
    attachmentId: 'f1',
    name: 'a.png',
  })),
  survey_answered: words.map((answer) => ({ type: 'survey_answered', question: 'Content?', answer })),
  handoff_requested: fc.constantFrom(null, 'w1').map((workItemId) => ({
    type: 'handoff_requested',
    outcome: workItemId === null ? 'no_agents' : 'queued',
    queue: desk,
    shortDescription: 'VPN',
    workItemId,
    skills: [],
    context: {},
    reasons: [],
  })),
  owner_changed: fc.record({
    type: fc.constant('owner_changed' as const),
    from: fc.constantFrom(...owners),
    to: fc.constantFrom(...owners),
    why: fc.constant('accepted'),
    agent: name,
    queue: fc.constant(desk),
    workItemId: fc.constantFrom('w1', 'w2'),
    transferredBy: name,
  }),
  invited: fc.record({
    type: fc.constant('invited' as const),
    agent: name,
    by: name,
    kind: fc.constantFrom('invite' as const, 'consult' as const),
    note: fc.option(words),
  }),
  invitation_ended: fc.record({
    type: fc.constant('invitation_ended' as const),
    agent: name,
    outcome: fc.constantFrom('declined' as const, 'withdrawn' as const, 'missed' as const),
    why: fc.option(words),
  }),
  member_joined: fc.record({
    type: fc.constant('member_joined' as const),
    agent: name,
    role: fc.constantFrom(...memberRoles),
    supervises: fc.boolean(),
  }),
  transfer_agreed: fc.record({ type: fc.constant('transfer_agreed' as const), agent: name }),
  member_left: fc.record({ type: fc.constant('member_left' as const), agent: name, why: words }),
  help_flagged: fc.record({
    type: fc.constant('help_flagged' as const),
    on: fc.boolean(),
    note: fc.option(words),
    by: name,
  }),
  errand_started: fc.record({
    type: fc.constant('errand_started' as const),
    topic: fc.constant('vpn'),
    title: words,
    by: fc.option(name),
  }),
  errand_ended: fc.record({
    type: fc.constant('errand_ended' as const),
    topic: fc.constant('vpn'),
    outcome: fc.constantFrom('completed' as const, 'stopped' as const, 'failed' as const),
  }),
  wait_step: fc.constant({ type: 'wait_step', queue: desk, step: 'say', what: 'Still here' }),
  callback_requested: fc.constant({
    type: 'callback_requested',
    callbackId: 'c1',
    queue: desk,
    to: '+41…',
    at: null,
  }),
  left_for_search: words.map((query) => ({ type: 'left_for_search', query })),
  idle_reminded: fc
    .constantFrom('virtual_agent' as const, 'live' as const)
    .map((phase) => ({ type: 'idle_reminded', phase })),
  state_changed: fc.record({
    type: fc.constant('state_changed' as const),
    state: fc.constantFrom(...interactionStates),
    waitingReason: fc.constantFrom(null, 'waiting_internal' as const),
  }),
  agent_prompted: time.map((waitingSince) => ({ type: 'agent_prompted', waitingSince })),
  mail_requested: fc.constant({ type: 'mail_requested', mailId: 'm1', to: 'r***@example.com' }),
  wrap_up_ended: fc.record({
    type: fc.constant('wrap_up_ended' as const),
    by: fc.constantFrom('agent' as const, 'timer' as const, 'skipped' as const),
    code: fc.constantFrom(null, 'hardware'),
    note: fc.constantFrom(null, 'done'),
  }),
  fields_changed: fc.record({
    type: fc.constant('fields_changed' as const),
    changes: fc.constantFrom(
      { shortDescription: 'Mouse' },
      { tags: ['vip'], workNote: 'called' },
      { account: 'Acme', contact: null, consumer: 'Sam' },
      { resolution: 'resolved' as const },
    ),
    by: fc.option(name),
  }),
  content_removed: fc.constant({ type: 'content_removed', what: 'words', proof: 'p1' }),
  faulted: words.map((message) => ({ type: 'faulted', where: 'turn', message })),
  conversation_closed: fc.record(
    {
      type: fc.constant('conversation_closed' as const),
      state: fc.constantFrom('closed_complete' as const, 'closed_abandoned' as const, 'faulted' as const),
      stateReason: fc.constant('user_ended' as const),
      endState: fc.constantFrom(null, 'E5' as const),
      rule: fc.constant('P05'),
      trigger: fc.constant('requester_end'),
      shortDescription: words,
      closedBy: fc.constant({ kind: 'requester' as const, name: 'Robin Vale' }),
      wrapUpUntil: time,
    },
    {
      requiredKeys: [
        'type',
        'state',
        'stateReason',
        'endState',
        'rule',
        'trigger',
        'shortDescription',
        'closedBy',
      ],
    },
  ),
};
const event: fc.Arbitrary<TurnEvent> = fc.oneof(...Object.values<fc.Arbitrary<TurnEvent>>(kinds));

const cause: fc.Arbitrary<TurnCause> = fc.oneof(
  fc
    .constantFrom('message' as const, 'ended' as const, 'left_for_search' as const)
    .map((action): TurnCause => ({ kind: 'requester', action })),
  name.map((agent): TurnCause => ({ kind: 'agent', action: 'message', agent })),
  fc.constant<TurnCause>({ kind: 'system', action: 'test' }),
);
const message: fc.Arbitrary<MessageDraft> = fc
  .record({
    text: words,
    kind: fc.constantFrom(
      'requester' as const,
      'agent' as const,
      'virtual_agent' as const,
      'system' as const,
    ),
    hidden: fc.boolean(),
    file: fc.boolean(),
  })
  .map(({ text, kind, hidden, file }) => ({
    ...(file
      ? {
          type: 'file' as const,
          text,
          attachment: { attachmentId: 'f', name: 'a.png', size: 1, type: 'image/png' },
        }
      : { type: 'text' as const, text }),
    from: { kind, name: kind },
    ...(hidden && kind === 'agent' ? { private: true } : {}),
  }));
const sentiment = fc.option(
  fc.integer({ min: -5, max: 5 }).map((score) => ({
    score,
    normalized: score / 10,
    label: score < 0 ? ('negative' as const) : score > 0 ? ('positive' as const) : ('neutral' as const),
    neutralBand: 0.05,
  })),
);
const draft: fc.Arbitrary<TurnDraft> = fc.record({
  cause,
  events: fc.array(event, { maxLength: 4 }),
  messages: fc.array(message, { maxLength: 3 }),
  sentiment,
});
/** What happens when: seconds may run backwards, as clocks of nodes do. */
const story = fc.array(fc.tuple(fc.integer({ min: -30, max: 4_000 }), draft), { maxLength: 25 });

function tell(steps: [number, TurnDraft][]): { log: Turn[]; state: ConversationState; id: string } {
  let ids = 0;
  let now = start;
  let state = emptyConversation('c1', 'IMS0000001', new Date(start).toISOString());
  const log: Turn[] = [];
  const first: TurnDraft = {
    cause: { kind: 'requester', action: 'opened' },
    events: [opened()],
    messages: [],
  };
  for (const [seconds, next] of [[0, first] as const, ...steps]) {
    now += seconds * 1_000;
    const turn = placeTurn(state, next, new Date(now), () => `id-${++ids}`);
    log.push(turn);
    state = foldTurn(state, turn);
  }
  return { log, state, id: 'c1' };
}
const rebuilt = (log: Turn[]): ConversationState =>
  log.reduce(foldTurn, emptyConversation('c1', 'IMS0000001', new Date(start).toISOString()));
const through = <T>(value: T): T => JSON.parse(JSON.stringify(value));

test('the header is rebuilt from the log as it was folded turn by turn, and from what the store kept of it', () => {
  fc.assert(
    fc.property(story, fc.nat(30), (steps, at) => {
      const { log, state } = tell(steps);
      expect(rebuilt(log)).toEqual(state);
      expect(headerOf(state)).toEqual(state.header);
      // Stored after any turn, read again and folded on.
      const { header, ...fold } = rebuilt(log.slice(0, at));
      const read = readConversation(through(header), through(fold));
      expect(log.slice(at).reduce(foldTurn, read)).toEqual(state);
      expect(through(state)).toEqual(state);
    }),
    { numRuns: 300 },
  );
});

test('clocks never run backwards, parts have every measured turn once, and the transcript is as long as the fold says', () => {
  fc.assert(
    fc.property(story, (steps) => {
      const { log, state } = tell(steps);
      const { header, parts, part, sentiment: measured } = state;
      for (const seconds of [
        header.waitTime,
        header.queueTime,
        header.duration,
        header.wrapUpDuration,
        header.agentAverageResponseTime,
      ])
        expect(seconds ?? 0).toBeGreaterThanOrEqual(0);
      const turns = parts.reduce((sum, one) => sum + one.turns, part?.turns ?? 0);
      // What is said after the end belongs to no part, and an opening begins the parts anew.
      expect(turns).toBeLessThanOrEqual(measured.turns);
      const again = steps.some(([, { events }]) => events.some(({ type }) => type === 'conversation_opened'));
      if (part !== null && !again) expect(turns).toBe(measured.turns);
      for (const one of parts) expect(one.startedAt <= one.endedAt).toBe(true);
      const text = log
        .flatMap((turn) => transcriptLines(turn, 'internal', false))
        .map(transcriptText)
        .join('\n');
      expect(state.transcriptChars).toBe(text.length);
    }),
    { numRuns: 300 },
  );
});

test('the interaction log is numbered without gaps, whichever page it is read in', () => {
  fc.assert(
    fc.property(story, fc.nat(30), (steps, at) => {
      const { log } = tell(steps);
      const whole = interactionLog(log);
      expect(whole.map(({ number }) => number)).toEqual(whole.map((_, index) => index + 1));
      const first = interactionLog(log.slice(0, at));
      expect([...first, ...interactionLog(log.slice(at), first.length)]).toEqual(whole);
    }),
  );
});

test('what is over stays over: the end is fixed whatever the log has after it', () => {
  fc.assert(
    fc.property(story, story, (before, after) => {
      const { state } = tell(before);
      if (state.record.closing !== null) return;
      const end: TurnDraft = {
        cause: { kind: 'requester', action: 'ended' },
        events: closeEvents(state, 'requester_end', { kind: 'requester', name: 'R' }, 'x'),
        messages: [],
      };
      const reopened = (step: [number, TurnDraft]): boolean =>
        step[1].events.every(({ type }) => type !== 'conversation_opened');
      const { header } = tell([...before, [1, end]]).state;
      const later = tell([...before, [1, end], ...after.filter(reopened)]).state.header;
      const { state: s, stateReason, endState, closedAt, closedBy, owner, duration } = header;
      expect(later).toMatchObject({ state: s, stateReason, endState, closedAt, closedBy, owner, duration });
    }),
    { numRuns: 200 },
  );
});

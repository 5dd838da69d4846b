import type { Settings } from '../contracts/settings.ts';
import type { ConversationState } from './conversationState.ts';

export type IdleSettings = Pick<Settings, 'idle' | 'messaging'>;

/** Which silence it is: what is said about it differs. */
export type Silence = 'virtual_agent' | 'queue' | 'live' | 'messaging' | 'disconnected';

/** What happens next by itself. */
export type IdleDeadline =
  | { at: Date; action: 'remind' | 'close'; silence: Silence }
  /** A pause of the Virtual Agent is over. */
  | { at: Date; action: 'resume' }
  /** T6: the agent hears that the requester waits since then (ISO 8601 UTC). */
  | { at: Date; action: 'prompt_agent'; waitingSince: string }
  /** T11: the record is complete. */
  | { at: Date; action: 'end_wrap_up' };

/**
 * When silence has its next consequence (domain C2), or a pause or a wrap-up is over; null: never by itself.
 *
 * T1 counts from the requester's last act, in the queue too, and at the earliest from when the part began: who comes
 * back to the Virtual Agent after a long wait is not sent away at once. T2 takes its place where the requester is a bot.
 * T3 and T4 count from the latest of the requester's last act, the agent's last words, the acceptance and being taken
 * up again or of a topic that the Virtual Agent began to run for them: the safe reading of the contradiction that domain C2 notes. With T4b on, a live chat in which the agent has
 * not written falls under T1, and so does one that is parked for something internal. On messaging channels T6 and T7
 * alone count in the live part (domain C3 point 9). What a channel has of its own (T1a, T8) goes before.
 */
export function idleDeadline(state: ConversationState, settings: IdleSettings): IdleDeadline | null {
  const { record, facts, clocks } = state;
  const { owner, type, wrapUp } = record;
  if (record.state === 'wrap_up' && wrapUp !== null)
    return { at: new Date(wrapUp.until), action: 'end_wrap_up' };
  if (owner === 'none') return null;
  // A pause is a minute at most (domain B4), so it always comes before what silence leads to.
  if ((owner === 'virtual_agent' || state.live.errand !== null) && typeof state.resumeAt === 'string')
    return { at: new Date(state.resumeAt), action: 'resume' };
  if (type === 'messaging' && owner !== 'virtual_agent') return messagingDeadline(state, settings.messaging);
  // Of what does not take place in here (a call, a walk-up, a task …) silence in here says nothing.
  if (type !== 'chat' && owner !== 'virtual_agent') return null;
  const { channels, ...everywhere } = settings.idle;
  const idle = { ...everywhere, ...channels[record.channel] };
  const parked = record.waitingReason === 'waiting_internal';
  if (owner === 'agent' && !parked && (facts.agentWrote || !idle.liveAfterFirstAgentMessage)) {
    const since = latest(
      facts.requesterActedAt,
      facts.agentAwaitsSince,
      clocks.acceptedSince,
      facts.takenUpAt,
      state.live.errand?.at ?? null,
    );
    return nextAct(since, idle.liveReminderSeconds, idle.liveCloseSeconds, facts.remindedAt, 'live');
  }
  const since = latest(facts.requesterActedAt, state.part?.startedAt ?? null);
  const close = record.openedFor.bot === true ? idle.botSeconds : idle.virtualAgentSeconds;
  const silence = owner === 'agent' ? 'live' : owner;
  return nextAct(since, idle.virtualAgentReminderSeconds, close, facts.remindedAt, silence);
}

/** T6 and T7. Somebody who waits in the queue, or whose agent waits for something internal, may wait for days. */
function messagingDeadline(
  { record, facts, clocks, live }: ConversationState,
  { promptAgentSeconds, closeSeconds, reminderBeforeSeconds }: Settings['messaging'],
): IdleDeadline | null {
  if (record.owner !== 'agent' || record.waitingReason === 'waiting_internal') return null;
  // The Virtual Agent that runs a topic meanwhile waits for the requester, too: nobody waits for the agent.
  if (facts.agentAwaitsSince !== null || live.errand !== null) {
    const since = latest(
      facts.agentAwaitsSince,
      facts.requesterActedAt,
      facts.takenUpAt,
      live.errand?.at ?? null,
    );
    const reminder = reminderBeforeSeconds === 0 ? 0 : Math.max(1, closeSeconds - reminderBeforeSeconds);
    return nextAct(since, reminder, closeSeconds, facts.remindedAt, 'messaging');
  }
  // What an agent opened waits for the agent's words; the requester does not know of it yet.
  if (clocks.burstSince === null && record.direction === 'outbound') return null;
  const asked = new Date(latest(facts.requesterActedAt, clocks.acceptedSince)).toISOString();
  const since = clocks.burstSince ?? asked;
  const prompted = facts.promptedAt !== null && facts.promptedAt >= since;
  if (promptAgentSeconds === 0 || prompted) return null;
  return { at: after(Date.parse(since), promptAgentSeconds), action: 'prompt_agent', waitingSince: since };
}

/**
 * T5: when a guest who is gone since `goneAt` from a live conversation has had the time to come back. Half of it
 * passes before a word is said: a page that is loaded anew is no reason for one. Who writes in their own time
 * (messaging) is not expected to stay.
 */
export function guestGoneDeadline(
  { record, facts }: ConversationState,
  goneAt: Date,
  { idle: { guestDisconnectSeconds: grace } }: IdleSettings,
): Extract<IdleDeadline, { silence: Silence }> | null {
  const live = record.owner === 'agent' || record.owner === 'queue';
  if (!live || record.openedFor.guest !== true || record.type === 'messaging' || grace === 0) return null;
  return nextAct(goneAt.getTime(), grace / 2, grace, facts.remindedAt, 'disconnected');
}

/** A nudge comes before every close (the issue); one that would come too late for that comes at nine tenths. 0: none. */
function nextAct(
  since: number,
  remindAfter: number,
  closeAfter: number,
  remindedAt: string | null,
  silence: Silence,
): Extract<IdleDeadline, { silence: Silence }> {
  const nudge = remindAfter < closeAfter ? remindAfter : closeAfter * 0.9;
  const reminded = remindedAt === null ? 0 : Date.parse(remindedAt);
  if (nudge > 0 && reminded < since) return { at: after(since, nudge), action: 'remind', silence };
  // A reminder that came late (the server was down) still leaves its time to answer.
  const answerBy = nudge > 0 ? reminded + (closeAfter - nudge) * 1_000 : 0;
  return { at: new Date(Math.max(since + closeAfter * 1_000, answerBy)), action: 'close', silence };
}

function after(since: number, seconds: number): Date {
  return new Date(since + seconds * 1_000);
}

function latest(...times: (string | null)[]): number {
  return Math.max(...times.map((time) => (time === null ? 0 : Date.parse(time))));
}

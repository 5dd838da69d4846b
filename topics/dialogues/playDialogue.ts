import type { PlayedDialogue, PlayedStep } from '../../contracts/authoring.ts';
import type { PostedMessage } from '../../contracts/messages.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { Dialogue, DialogueStep, TopicDefinition } from '../../contracts/topic.ts';
import { interactionLog } from '../../interactions/reading/interactionLog.ts';
import type { Turn } from '../../interactions/turn.ts';
import type { Catalog } from '../catalog.ts';
import type { TopicRun } from '../dialog.ts';
import { checkOffers, checkRecord, checkState, faultIn, takeReplies, unexpected } from './expectations.ts';
import { BadMatcher } from './matchText.ts';
import { type Rehearsal, type RequesterInput, rehearse } from './rehearse.ts';
import { callerName, stageTopic } from './stageTopic.ts';

/**
 * Plays a dialogue of a topic (contracts/topic/dialogues.ts) on the real engine, in memory and on a simulated clock.
 * `topic` takes the place of the catalog's version of that name. The same dialogue always plays the same; it ends at the
 * first step that is not as expected. Conversations of dialogues are never asked for the survey by lot.
 */
export async function playDialogue(
  catalog: Catalog,
  topic: TopicDefinition,
  dialogue: Dialogue,
  settings: Settings,
): Promise<PlayedDialogue> {
  const stage = stageTopic(catalog, topic, dialogue);
  const rehearsal = rehearse(stage.catalog, dialogue, {
    ...settings,
    survey: { ...settings.survey, probability: 0 },
  });
  const steps: PlayedStep[] = [];
  let unread: PostedMessage[] = [];
  /** The last `replies` since somebody else than the Virtual Agent acted: it answers for what it did not expect. */
  let listening: PlayedStep | null = null;

  const note = (step: string, turns: readonly Turn[], failure: string | null): PlayedStep => {
    const run = shownRun(rehearsal, topic.name);
    const played: PlayedStep = {
      step,
      ok: failure === null,
      failure,
      messages: turns.flatMap(({ messages }) => messages).map(shownMessage),
      log: logOf(turns),
      variables: { ...run?.vars },
      inputs: { ...run?.inputs },
    };
    steps.push(played);
    return played;
  };
  const listen = (turns: readonly Turn[]): void => {
    listening = null;
    unread = turns.flatMap(({ messages }) => messages).filter(({ from }) => from.kind === 'virtual_agent');
  };
  const failureOf = (step: Expectation): string | null => {
    if ('replies' in step) return takeReplies(step, unread);
    if ('offers' in step) return checkOffers(step, rehearsal.state().offered);
    if ('expects_record' in step) return checkRecord(step, rehearsal);
    return checkState(step, rehearsal, shownRun(rehearsal, topic.name));
  };
  const done = (): PlayedDialogue => ({
    name: dialogue.name,
    ok: steps.every(({ ok }) => ok),
    steps,
    seconds: (rehearsal.now().getTime() - Date.parse(dialogue.now)) / 1_000,
  });

  const start = await rehearsal.does(stage.start);
  listen(start);
  if (!note(`start: ${dialogue.start}`, start, faultIn(start)).ok) return done();
  for (const step of dialogue.steps) {
    const written = writeStep(step);
    if (isExpectation(step)) {
      const failure = judged(() => failureOf(step));
      const seen = note(written, [], failure);
      if ('replies' in step) listening = seen;
    } else {
      if (listening !== null && unread.length > 0) {
        Object.assign(listening, { ok: false, failure: unexpected(unread) });
        return done();
      }
      const act = actOf(step, rehearsal);
      if (typeof act === 'string') {
        note(written, [], act);
        return done();
      }
      const turns = await act();
      listen(turns);
      note(written, turns, faultIn(turns));
    }
    if (steps.at(-1)?.ok === false) break;
  }
  return done();
}

function isExpectation(step: DialogueStep): step is Expectation {
  return 'replies' in step || 'offers' in step || 'expects_record' in step || 'expects' in step;
}

/** A matcher that cannot be read fails its step. */
function judged(check: () => string | null): string | null {
  try {
    return check();
  } catch (error) {
    if (error instanceof BadMatcher) return error.message;
    throw error;
  }
}

type Expectation = Extract<
  DialogueStep,
  { replies: unknown } | { offers: unknown } | { expects_record: unknown } | { expects: unknown }
>;
type Act = Exclude<DialogueStep, Expectation>;

/** What the step does, or why it cannot be done. */
function actOf(step: Act, rehearsal: Rehearsal): (() => Promise<Turn[]>) | string {
  if ('after' in step) return () => rehearsal.pass(secondsOf(step.after));
  if (rehearsal.over()) return 'the conversation is over';
  if ('says' in step) return () => rehearsal.does({ kind: 'text', text: step.says });
  if ('uploads' in step) return () => upload([step.uploads].flat(), rehearsal);
  const { offered } = rehearsal.state();
  const picked = [step.picks].flat();
  const values = picked.map(
    (pick) => offered.find(({ value, label }) => value === pick || label === pick)?.value,
  );
  const missing = picked.filter((_pick, at) => values[at] === undefined);
  if (missing.length > 0 && !(values.length === 1 && rehearsal.asksFor('date'))) {
    const labels = offered.map(({ label }) => `“${label}”`).join(', ');
    return `there is no choice “${missing.join('”, “')}”; ${labels === '' ? 'nothing was offered' : `${labels} were offered`}`;
  }
  const value = values.map((known, at) => known ?? picked[at] ?? '');
  const input: RequesterInput = {
    kind: 'value',
    value: Array.isArray(step.picks) ? value : (value[0] ?? ''),
  };
  return () => rehearsal.does(input);
}

async function upload(
  files: { name: string; type: string; size: number }[],
  rehearsal: Rehearsal,
): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (const [index, file] of files.entries()) {
    const attachmentId = `file${rehearsal.turns.length + index + 1}`;
    turns.push(...(await rehearsal.does({ kind: 'attachment', attachmentId, ...file })));
  }
  return turns;
}

const unitSeconds: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3_600, day: 86_400 };

function secondsOf(time: string): number {
  const [amount = '0', unit = 'second'] = time.split(' ');
  return Number(amount) * (unitSeconds[unit.replace(/s$/, '')] ?? 0);
}

/** The run whose variables people want to see: the topic's own while it runs and after, else what runs. */
function shownRun(rehearsal: Rehearsal, topic: string): TopicRun | null {
  const stack = rehearsal.dialog()?.stack ?? [];
  const own = (run: TopicRun) => run.topic === topic;
  return (
    stack.findLast(own) ??
    rehearsal.ended.findLast(own) ??
    stack.findLast((run) => run.topic !== callerName) ??
    null
  );
}

function shownMessage(message: PostedMessage): PlayedStep['messages'][number] {
  const { from, text, type } = message;
  const shown = { from: from.kind === 'agent' ? ('system' as const) : from.kind, text, type };
  if (!('choices' in message)) return shown;
  const { choices, multiple, min, max } = message;
  return {
    ...shown,
    choices: choices.map(({ value, label, control, picked }) => ({ value, label, control, picked })),
    multiple,
    min,
    max,
  };
}

function logOf(turns: readonly Turn[]): PlayedStep['log'] {
  return interactionLog(turns)
    .filter(({ topic }) => topic !== callerName)
    .map(({ kind, topic, element, elementKind, input, output, outcome }) => ({
      what: kind,
      input,
      outcome,
      detail: [
        [topic, element].filter((part) => part !== null).join('/'),
        elementKind,
        outcome,
        input === null ? null : `← ${input}`,
        output === null ? null : `→ ${output}`,
      ]
        .filter((part) => part !== null && part !== '')
        .join(' '),
    }));
}

/** As written, e.g. `says: my vpn is down`. */
function writeStep(step: DialogueStep): string {
  const [[name, value] = ['', '']] = Object.entries(step);
  return `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;
}

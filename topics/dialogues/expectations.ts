import type { PostedMessage } from '../../contracts/messages.ts';
import type { DialogueStep } from '../../contracts/topic.ts';
import type { Turn, TurnEvent } from '../../interactions/turn.ts';
import type { TopicRun, TopicValue } from '../dialog.ts';
import { matchText, matchValue } from './matchText.ts';
import type { Rehearsal } from './rehearse.ts';

type StepOf<K extends string> = Extract<DialogueStep, { [key in K]: unknown }>;
type EventOf<T extends TurnEvent['type']> = Extract<TurnEvent, { type: T }>;

/** Takes the replies off what was said, in order; answers what is wrong, or null. */
export function takeReplies({ replies }: StepOf<'replies'>, unread: PostedMessage[]): string | null {
  for (const expected of [replies].flat()) {
    const next = unread[0];
    if (next === undefined) return `expected ${quote(expected)}, but nothing more was said`;
    if (!matchText(expected, next.text))
      return `expected ${quote(expected)}, but ${quote(next.text)} was said`;
    unread.shift();
  }
  return null;
}

/** The choices on the table must be these, in this order. */
export function checkOffers(
  { offers }: StepOf<'offers'>,
  offered: readonly { label: string }[],
): string | null {
  const labels = offered.map(({ label }) => label);
  const same = offers.length === labels.length && offers.every((one, at) => matchText(one, labels[at] ?? ''));
  if (same) return null;
  return `expected the choices ${list(offers)}, but ${labels.length === 0 ? 'there were none' : `${list(labels)} were offered`}`;
}

/** A record that this conversation made, changed or attached must be as expected. */
export function checkRecord(
  { expects_record: wanted }: StepOf<'expects_record'>,
  rehearsal: Rehearsal,
): string | null {
  const { table, fields, attached } = wanted;
  const events = eventsOf(rehearsal.turns);
  const of = (types: TurnEvent['type'][]) =>
    new Set(
      events.flatMap((event) =>
        'table' in event && event.table === table && types.includes(event.type) ? event.id : [],
      ),
    );
  const theAttached = of(['record_attached']);
  const touched = new Set([...of(['record_created', 'record_updated', 'file_attached']), ...theAttached]);
  if (touched.size === 0) return `expected a record of ${table}, but none was made, changed or attached`;
  const reasons = [...touched].map((id) => {
    const record = rehearsal.records.byId(table, id);
    if (record === null) return `${id} is not there`;
    const wrong = Object.entries(fields).flatMap(([name, expected]) => {
      const actual = record.fields[name];
      return matchValue(expected, actual) ? [] : `${name} is ${show(actual)} instead of ${show(expected)}`;
    });
    if (attached !== undefined && attached !== theAttached.has(id))
      wrong.push(attached ? 'it is not attached' : 'it is attached');
    return wrong.length === 0 ? null : `${record.number}: ${wrong.join(', ')}`;
  });
  return reasons.includes(null) ? null : reasons.join('; ');
}

/** Where the conversation is and what became of it. `shown`: the run whose variables count. */
export function checkState(
  { expects }: StepOf<'expects'>,
  rehearsal: Rehearsal,
  shown: TopicRun | null,
): string | null {
  const events = eventsOf(rehearsal.turns);
  const wrong: string[] = [];
  const compare = (what: string, fits: boolean, expected: unknown, actual: unknown) => {
    if (!fits) wrong.push(`expected ${what} ${show(expected)}, but it is ${show(actual)}`);
  };
  const values = (
    prefix: string,
    wanted: typeof expects.variables,
    actual: Record<string, TopicValue> = {},
  ) => {
    for (const [name, value] of Object.entries(wanted ?? {}))
      compare(`${prefix}.${name} to be`, matchValue(value, actual[name]), value, actual[name]);
  };
  const { topic, language, handoff, finished, deflected, called } = expects;
  if (topic !== undefined) {
    const running = rehearsal.dialog()?.stack.findLast(({ kind }) => kind !== 'block')?.topic ?? null;
    compare('the running topic to be', running === topic, topic, running);
  }
  values('vaVars', expects.variables, shown?.vars);
  values('vaInputs', expects.inputs, shown?.inputs);
  if (language !== undefined) {
    const { locale } = rehearsal.state().header;
    compare('the language to be', locale === language, language, locale);
  }
  if (handoff !== undefined) {
    const wish = rehearsal.handoff();
    compare('a handoff to be', (wish !== null) === (handoff !== false), handoff !== false, wish !== null);
    if (typeof handoff === 'object' && wish !== null) {
      const { queue, short_description: words } = handoff;
      if (queue !== undefined) compare('the queue to be', wish.queue === queue, queue, wish.queue);
      if (words !== undefined)
        compare(
          'the short description to be',
          matchText(words, wish.shortDescription),
          words,
          wish.shortDescription,
        );
    }
  }
  if (finished !== undefined)
    compare('finished to be', rehearsal.over() === finished, finished, rehearsal.over());
  if (deflected !== undefined) {
    const marks = events.filter((event): event is EventOf<'deflected'> => event.type === 'deflected');
    compare(
      'a deflection',
      marks.some(({ what }) => what === deflected),
      deflected,
      marks.map(({ what }) => what),
    );
  }
  if (called !== undefined)
    compare('a call of', rehearsal.called.includes(called), called, [...rehearsal.called]);
  return wrong.length === 0 ? null : wrong.join('; ');
}

/** What the engine itself says went wrong in these turns; null when nothing did. */
export function faultIn(turns: readonly Turn[]): string | null {
  const fault = eventsOf(turns).find((event): event is EventOf<'faulted'> => event.type === 'faulted');
  return fault === undefined ? null : `${fault.where} failed: ${fault.message}`;
}

/** People's words for what a dialogue did not expect. */
export function unexpected(unread: readonly PostedMessage[]): string {
  return `${unread.map(({ text }) => quote(text)).join(' and ')} was said too, and no "replies" expects it`;
}

function eventsOf(turns: readonly Turn[]): TurnEvent[] {
  return turns.flatMap(({ events }) => events);
}

function show(value: unknown): string {
  return typeof value === 'string' ? quote(value) : (JSON.stringify(value) ?? 'not set');
}

function list(texts: readonly string[]): string {
  return texts.map(quote).join(', ');
}

function quote(text: string): string {
  return `“${text}”`;
}

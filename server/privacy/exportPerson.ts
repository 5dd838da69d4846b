import { Readable } from 'node:stream';
import yazl from 'yazl';
import { AppError } from '../../contracts/errors.ts';
import type { Conversations } from '../../interactions/conversations.ts';
import type { Attachments } from '../../interactions/files/attachments.ts';
import type { Insights } from '../../interactions/insights.store.ts';
import { transcriptOf } from '../../interactions/reading/readRecord.ts';
import { linesOfTurns, type TurnReading } from '../../interactions/reading/turnPages.ts';
import type { Records } from '../../interactions/records/records.store.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import type { PersonalData } from './personalData.store.ts';

export interface ExportDeps {
  personalData: PersonalData;
  conversations: Conversations;
  turns: Turns;
  insights: Insights;
  attachments: Attachments;
  records: Records;
}

/** What the person answered when asked how it was: no words of the conversation, so in no transcript. */
const surveys: TurnReading<{ at: string; question: string; answer: string }> = {
  lines: ({ at, events }) =>
    events.flatMap((event) =>
      event.type === 'survey_answered'
        ? [{ at: at.toISOString(), question: event.question, answer: event.answer }]
        : [],
    ),
  carry: () => 0,
};

type Found = { id: string; number: string };

/**
 * Everything of one person as a zip that is made while it is read: one JSON object a line in each file, and the files
 * of the conversations as they are. Memory stays flat: a file is opened when its turn comes.
 * @throws AppError `not_found`.
 */
export async function exportPerson(deps: ExportDeps, personId: string): Promise<Readable> {
  const { personalData, conversations, turns, insights, attachments } = deps;
  const user = await deps.records.get('user', personId);
  const id = user?.id ?? personId;
  const found = await personalData.interactions(id);
  const profiles = await collected(personalData.profiles(id));
  if (user === null && found.length === 0 && profiles.length === 0)
    throw new AppError('not_found', `there is no person ${personId}`);
  const zip = new yazl.ZipFile();
  const output = Readable.from(zip.outputStream);
  zip.on('error', (error: Error) => output.destroy(error));
  const add = (name: string, lines: () => AsyncIterable<unknown>) =>
    zip.addReadStreamLazy(name, { mtime: new Date(0) }, (done) =>
      done(null, Readable.from(jsonLines(lines()))),
    );
  add('person.ndjson', () => each([{ id, user }]));
  add('profiles.ndjson', () => each(profiles));
  add('interactions.ndjson', () =>
    ofAll(found, async function* (one) {
      const { header, relatedTasks, context } = await conversations.load(one.id);
      conversations.forget(one.id);
      yield { ...header, relatedTasks, context };
    }),
  );
  const named = <T extends object>(one: Found, value: T) => ({ interaction: one.number, ...value });
  add('transcripts.ndjson', () =>
    ofAll(found, async function* (one) {
      for await (const line of transcriptOf(turns, one.id, 'internal')) yield named(one, line);
    }),
  );
  add('surveys.ndjson', () =>
    ofAll(found, async function* (one) {
      for await (const answer of linesOfTurns(turns, one.id, surveys)) yield named(one, answer);
    }),
  );
  add('callbacks.ndjson', () => ofAll(found, ({ id: one }) => personalData.callbacks(one)));
  add('work.ndjson', () => ofAll(found, ({ id: one }) => personalData.work(one)));
  add('insights.ndjson', () =>
    ofAll(found, async function* (one) {
      yield* await insights.of(one.id);
    }),
  );
  add('mails.ndjson', () => ofAll(found, ({ id: one }) => personalData.mails(one)));
  add('records.ndjson', () => personalData.records(id));
  add('attachments.ndjson', () =>
    ofAll(found, async function* (one) {
      for (const entry of await attachments.posted(one.id, 'staff')) yield named(one, entry);
    }),
  );
  for (const one of found) {
    for (const { attachmentId, name } of await attachments.posted(one.id, 'staff')) {
      const path = `attachments/${one.number}/${attachmentId}-${name.replace(/[^\p{L}\p{N}._ -]/gu, '_')}`;
      zip.addReadStreamLazy(path, { mtime: new Date(0), compress: false }, (done) => {
        contentOf(attachments, one.id, attachmentId).then(
          (content) => done(null, content),
          (error: unknown) => done(error, Readable.from([])),
        );
      });
    }
  }
  zip.end();
  return output;
}

/** What is not there any more is an empty file: its label stands in attachments.ndjson. */
async function contentOf(attachments: Attachments, id: string, attachmentId: string): Promise<Readable> {
  try {
    return (await attachments.open(id, attachmentId, 'staff')).content;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'gone' || error.code === 'not_found'))
      return Readable.from([]);
    throw error;
  }
}

async function* ofAll<T>(found: readonly Found[], read: (one: Found) => AsyncIterable<T>): AsyncGenerator<T> {
  for (const one of found) yield* read(one);
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function* jsonLines(values: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`;
}

async function collected<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

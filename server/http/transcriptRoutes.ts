import { logsQuery, transcriptQuery } from '../../contracts/http.ts';
import { logPage, transcriptPage } from '../../interactions/reading/readRecord.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import { seesUnseen } from '../access/seesUnseen.ts';
import { shownReading } from '../access/shownWords.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { type Routes, staff, staffOrRequester } from './route.ts';
import { transcriptFile } from './transcriptFile.ts';

export interface TranscriptDeps extends ReadableDeps {
  turns: Turns;
}

/** What was said and done in a conversation, read from its log (protocol §2). */
export function addTranscriptRoutes(routes: Routes, deps: TranscriptDeps): void {
  const { turns } = deps;
  routes.addOpen(
    {
      method: 'get',
      path: '/interactions/:number/transcript',
      summary: 'The transcript',
      access: staffOrRequester,
      query: transcriptQuery,
      answers:
        'Lines with their times in pages, or all of it as a file: as text, or as JSON with `download=true`. A requester gets what was said to them. `within`: the number of a live conversation that the caller is in, to read what its requester said earlier.',
    },
    async (call) => {
      const { view, format, download, limit, cursor, within } = call.query;
      const { id, header } = await readableInteraction(
        deps,
        call.params.number ?? '',
        { ...call, within },
        'transcript',
      );
      const { user } = call;
      const reading = user === null ? 'requester' : shownReading(deps.access.current(), user, header, view);
      if (format === 'text' || download)
        return transcriptFile(turns, { id, number: header.number, reading }, format);
      return { body: await transcriptPage(turns, id, reading, { limit, cursor }) };
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/interactions/:number/logs',
      summary: 'The interaction log',
      access: staff,
      query: logsQuery,
      answers: 'Every topic, setup topics too, and every element in order, numbered from 1, in pages.',
    },
    async (call) => {
      const state = await readableInteraction(deps, call.params.number ?? '', call, 'logs');
      return { body: await logPage(turns, state.id, call.query, seesUnseen(call.user)) };
    },
  );
}

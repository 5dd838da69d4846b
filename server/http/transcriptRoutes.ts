import { transcriptQuery } from '../../contracts/http.ts';
import { readLog, readTranscript } from '../../interactions/readRecord.ts';
import { transcriptText } from '../../interactions/transcript.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import type { Routes } from './route.ts';

export interface TranscriptDeps extends ReadableDeps {
  turns: Turns;
}

const staff = { roles: ['agent', 'supervisor', 'va_admin'] } as const;
const staffOrRequester = { ...staff, requester: true } as const;

/** What was said and done in a conversation, read from its log (protocol §2). */
export function addTranscriptRoutes(routes: Routes, deps: TranscriptDeps): void {
  const { turns } = deps;
  routes.add(
    {
      method: 'get',
      path: '/interactions/:number/transcript',
      summary: 'The transcript',
      access: staffOrRequester,
      query: transcriptQuery,
      answers: 'Lines with their times, or text. A requester gets what was said to them.',
    },
    async (call) => {
      const state = await readableInteraction(deps, call.params.number ?? '', call, 'transcript');
      const all = await readTranscript(
        turns,
        state.id,
        call.requester === null ? call.query.view : 'internal',
      );
      const lines =
        call.requester === null
          ? all
          : all.filter((line) => line.private !== true).map(({ sentiment: _, ...line }) => line);
      if (call.query.format === 'json') return { body: { items: lines, nextCursor: null } };
      const name = `${state.header.number}-transcript.txt`;
      return {
        body: `${lines.map(transcriptText).join('\n')}\n`,
        type: 'text/plain; charset=utf-8',
        headers: { 'Content-Disposition': `attachment; filename="${name}"` },
      };
    },
  );
  routes.add(
    {
      method: 'get',
      path: '/interactions/:number/logs',
      summary: 'The interaction log',
      access: staff,
      answers: 'Every topic, setup topics too, and every element in order, numbered from 1.',
    },
    async (call) => {
      const state = await readableInteraction(deps, call.params.number ?? '', call, 'log');
      return { body: { items: await readLog(turns, state.id), nextCursor: null } };
    },
  );
}

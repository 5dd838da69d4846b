import { z } from 'zod';
import { AppError } from '../../contracts/errors.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import { type InteractionPatch, interactionPatch } from '../../contracts/http.ts';
import { editTurn } from '../../interactions/editTurn.ts';
import { transcriptOfRecord } from '../../interactions/readRecord.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import type { Call, Routes } from './route.ts';

export interface InteractionDeps extends ReadableDeps {
  turns: Turns;
}

const staff = { roles: ['agent', 'supervisor', 'va_admin'] } as const;
const staffOrRequester = { ...staff, requester: true } as const;
type AnyCall = Pick<Call<unknown, unknown>, 'user' | 'requester'>;

/** The interaction record (protocol §2). Reads wait for the headers that this node still writes. */
export function addInteractionRoutes(routes: Routes, deps: InteractionDeps): void {
  const { conversations, turns } = deps;

  const readable = (number: string, call: AnyCall, what: string) =>
    readableInteraction(deps, number, call, what);

  routes.add(
    {
      method: 'get',
      path: '/interactions/:number',
      summary: 'The whole record',
      access: staffOrRequester,
      answers: 'The header with its transcript, or where the transcript is when it is over 4,000 characters.',
    },
    async (call) => {
      const number = call.params.number ?? '';
      const state = await readable(number, call, 'record');
      if (call.requester !== null) return { body: forRequester(state.header) };
      return {
        body: { ...state.header, ...(await transcriptOfRecord(turns, state.id, state.header.number)) },
      };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: '/interactions/:number',
      summary: 'Change what may be changed',
      access: staff,
      body: patchBody,
      answers: 'The new record. A field that may not change: 409.',
    },
    async (call) => {
      const changes = editable(call.body);
      const before = await readable(call.params.number ?? '', call, 'record');
      const by = call.user === null ? null : { id: call.user.sub, name: call.user.name };
      const { state } = await conversations.change(before.id, (current) => editTurn(current, changes, by));
      await conversations.settled(before.id);
      return { body: state.header };
    },
  );
}

/** Known fields are checked here; a field that may not change is a conflict, not a typing mistake (protocol §2). */
const patchBody = z.looseObject(interactionPatch.shape);

function editable(body: z.infer<typeof patchBody>): InteractionPatch {
  const fixed = Object.keys(body).filter((name) => !Object.hasOwn(interactionPatch.shape, name));
  if (fixed.length === 0) return interactionPatch.parse(body);
  const errors = fixed.map((path) => ({ path, message: 'may not be changed' }));
  throw new AppError('conflict', `may not be changed: ${fixed.join(', ')}`, { errors });
}

/** What a requester may know of the record: not how they were judged, nor what was noted about them. */
function forRequester(header: InteractionHeader): Partial<InteractionHeader> {
  const {
    sentiment: _s,
    sentimentNormalized: _n,
    workNotes: _w,
    tags: _t,
    disposition: _d,
    ...rest
  } = header;
  return rest;
}

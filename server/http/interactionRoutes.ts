import { z } from 'zod';
import { AppError } from '../../contracts/errors.ts';
import type { InteractionHeader } from '../../contracts/header.ts';
import { type InteractionPatch, interactionPatch } from '../../contracts/http.ts';
import { editTurn } from '../../interactions/editTurn.ts';
import type { Masking } from '../../interactions/masking/masking.ts';
import { transcriptOfRecord } from '../../interactions/reading/readRecord.ts';
import type { Turns } from '../../interactions/turns.store.ts';
import { may } from '../access/may.ts';
import { refuseFields } from '../access/refuseFields.ts';
import { shownHeader } from '../access/shownHeader.ts';
import { shownToRequester } from '../access/shownToRequester.ts';
import { shownReading } from '../access/shownWords.ts';
import { actorOf, audited, changedFields } from '../audited.ts';
import { type ReadableDeps, readableInteraction } from './readableInteraction.ts';
import { type Routes, staff, staffOrRequester } from './route.ts';

export interface InteractionDeps extends ReadableDeps {
  turns: Turns;
  masking: () => Masking;
}

/** The interaction record (protocol §2). Reads wait for the headers that this node still writes. */
export function addInteractionRoutes(routes: Routes, deps: InteractionDeps): void {
  const { conversations, turns, access } = deps;

  routes.addOpen(
    {
      method: 'get',
      path: '/interactions/:number',
      summary: 'The whole record',
      access: staffOrRequester,
      answers:
        'The header with its transcript, or where the transcript is when it is over 4,000 characters; without what the access rules hide.',
    },
    async (call) => {
      const state = await readableInteraction(deps, call.params.number ?? '', call, 'record');
      const { header } = state;
      if (call.user === null) return { body: shownToRequester(header) };
      const rules = access.current();
      const readsWords = may(rules, call.user, 'read', 'transcript', header);
      const reading = shownReading(rules, call.user, header, 'internal');
      const words = readsWords ? await transcriptOfRecord(turns, state, reading) : {};
      return { body: { ...shownHeader(rules, call.user, header), ...words } };
    },
  );
  routes.add(
    {
      method: 'patch',
      path: '/interactions/:number',
      summary: 'Change what may be changed',
      access: staff,
      body: patchBody,
      answers:
        'The new record. A field that may not change: 409; one that a rule keeps from the caller: 403.',
    },
    async (call) => {
      const number = call.params.number ?? '';
      const { id, header } = await readableInteraction(deps, number, call, 'record', 'write');
      const { user } = call;
      const by = actorOf(user);
      const changes = editable(call.body);
      refuseFields(access.current(), user, header, changes);
      deps.masking().refuse(changes);
      const entry = {
        actor: by,
        action: 'change record',
        target: header.number,
        details: detailsOf(header, changes),
      };
      const { state } = await audited(deps, entry, () =>
        conversations.change(id, (current) => editTurn(current, changes, by)),
      );
      await conversations.settled(id);
      return { body: shownHeader(access.current(), user, state.header) };
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

/** What changes, for the audit. A note is text of its own that the record keeps: the audit says how long it is. */
function detailsOf(header: InteractionHeader, { workNote, ...fields }: InteractionPatch) {
  const changes = changedFields(header, fields);
  return workNote === undefined ? changes : { ...changes, workNote: { characters: workNote.length } };
}

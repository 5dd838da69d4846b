import { AppError } from '../../contracts/errors.ts';
import type { NameRef } from '../../contracts/header.ts';
import { hasEnded } from '../../contracts/states.ts';
import { closeEvents } from '../../interactions/closeEvents.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import type { TurnDraft, TurnEvent } from '../../interactions/turn.ts';
import { systemText } from '../handoffEvents.ts';
import { textsFor } from '../texts.ts';

/** What is noted in the record by the same turn that closes it. */
export interface CloseNotes {
  shortDescription?: string | undefined;
  disposition?: string | undefined;
  resolution?: 'resolved' | undefined;
}

/**
 * Somebody who does not hold it ends the live part (domain C3 P09). To the requester it is the system's doing; its
 * agent reads who it was. `fallback` fills a short description that nobody gave. Pure.
 * @throws AppError `closed`, `conflict` (it is the Virtual Agent's).
 */
export function systemEndDraft(
  state: ConversationState,
  by: NameRef,
  notes: CloseNotes,
  fallback: string,
): TurnDraft {
  const { header } = state;
  if (hasEnded(header.state)) throw new AppError('closed', 'this conversation has ended already');
  if (header.owner === 'virtual_agent')
    throw new AppError('conflict', 'the Virtual Agent has this conversation; only live ones can be closed');
  const texts = textsFor(header.locale);
  const changes = given(notes);
  const noted: TurnEvent[] =
    Object.keys(changes).length === 0 ? [] : [{ type: 'fields_changed', changes, by }];
  // domain A3: in messaging "the support session was closed", by neither side, is not shown.
  const told = header.type === 'messaging' ? [] : [systemText(texts.closed)];
  return {
    cause: { kind: 'agent', action: 'ended', agent: by },
    events: [
      ...noted,
      ...closeEvents(
        state,
        'system_end',
        { kind: 'system', name: by.name },
        notes.shortDescription ?? fallback,
      ),
    ],
    messages: [...told, { ...systemText(texts.closedBy(by.name)), private: true }],
  };
}

/** Only what was given: a field that is not there must not be written as `undefined`. */
function given({ shortDescription, disposition, resolution }: CloseNotes) {
  return {
    ...(shortDescription === undefined ? {} : { shortDescription }),
    ...(disposition === undefined ? {} : { disposition }),
    ...(resolution === undefined ? {} : { resolution }),
  };
}

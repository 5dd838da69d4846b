import { AppError } from '../../contracts/errors.ts';
import { hasEnded } from '../../contracts/states.ts';
import { closeEvents, type WrapUpRule } from '../../interactions/closeEvents.ts';
import type { ConversationState } from '../../interactions/conversationState.ts';
import { requireShortDescription } from '../../interactions/requireShortDescription.ts';
import type { TurnDraft, TurnEvent } from '../../interactions/turn.ts';
import { notYours } from '../actor.ts';
import type { Agent } from '../agent.ts';
import type { HandoffContext } from '../context.ts';
import { settle } from '../finishWork.ts';
import { heldWork, returnToQueue } from '../giveBackWork.ts';
import type { Ended } from '../handoff.ts';
import { systemText } from '../handoffEvents.ts';
import { agentNamed } from '../takeWork.ts';
import { textsFor } from '../texts.ts';
import { callbackSubtype } from '../waiting/callDraft.ts';
import { isHeldBy, type WorkItem } from '../workItem.ts';

/** What the same turn notes in the record. */
export interface EndNotes {
  shortDescription?: string | undefined;
  disposition?: string | undefined;
  workNote?: string | undefined;
}

/**
 * The agent ends the conversation: resolved closes it (domain C3 P03), after a wrap-up where the settings ask for one
 * (point 8), unresolved gives it back to the queue (D5).
 * The log first, then the work item: a crash in between leaves work whose conversation is closed, which repair
 * closes. @throws AppError `forbidden`, `closed`, `invalid` with the path `shortDescription` (domain D4: mandatory).
 */
export async function endConversation(
  deps: HandoffContext,
  agentId: string,
  interaction: string,
  resolution: 'resolved' | 'unresolved',
  { shortDescription, disposition, workNote }: EndNotes = {},
): Promise<Ended> {
  const given = shortDescription?.trim() === '' ? undefined : shortDescription?.trim();
  const described = {
    ...(given === undefined ? {} : { shortDescription: given }),
    ...(disposition === undefined ? {} : { disposition }),
    ...(workNote === undefined ? {} : { workNote }),
    resolution,
  };
  const agent = await agentNamed(deps, agentId);
  const item = await heldWork(deps, agentId, interaction);
  // A callback that reached nobody is over: the next attempt is a call of its own (domain D3).
  const { subtype } = (await deps.conversations.known(item.interactionId)).header;
  if (resolution === 'unresolved' && subtype !== callbackSubtype)
    return returnToQueue(deps, agentId, interaction, 'unresolved', described);

  const { state } = await deps.conversations.change(item.interactionId, async (current) => {
    if (hasEnded(current.header.state)) return null;
    const now = await deps.workItems.get(item.id);
    if (now === null || !isHeldBy(now, agentId)) throw notYours();
    return endDraft(current, now, agent, described, {
      settings: deps.settings().wrapUp,
      now: deps.clock.now(),
    });
  });
  await settle(deps, state);
  if (state.header.stateReason !== 'agent_ended')
    throw new AppError('closed', 'this conversation had ended already');
  return { state: state.header.state, stateReason: state.header.stateReason };
}

function endDraft(
  state: ConversationState,
  item: WorkItem,
  agent: Agent,
  described: Extract<TurnEvent, { type: 'fields_changed' }>['changes'],
  wrapUp: WrapUpRule,
): TurnDraft {
  const by = { id: agent.id, name: agent.name };
  requireShortDescription(state.header, described.shortDescription, by);
  const events: TurnEvent[] = [
    ...unrecordedAcceptance(state, item, agent),
    { type: 'fields_changed', changes: described, by },
    ...closeEvents(
      state,
      'agent_end',
      { kind: 'agent', name: agent.name },
      described.shortDescription ?? state.header.shortDescription,
      wrapUp,
    ),
  ];
  return {
    cause: { kind: 'agent', action: 'ended', agent: by },
    events,
    messages: [systemText(textsFor(state.header.locale).ended(agent.name))],
  };
}

/** A crash may have kept the acceptance out of the log; the story must not end with somebody who never came. */
function unrecordedAcceptance(state: ConversationState, item: WorkItem, agent: Agent): TurnEvent[] {
  const { owner, assignedTo } = state.header;
  if (owner === 'agent' && assignedTo?.id === agent.id) return [];
  const named = { id: agent.id, name: agent.name };
  return [
    { type: 'owner_changed', from: owner, to: 'agent', why: 'accepted', agent: named, workItemId: item.id },
  ];
}

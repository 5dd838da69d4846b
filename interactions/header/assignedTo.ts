import { type NameRef, virtualAgent } from '../../contracts/header.ts';
import type { Folded } from '../conversationState.ts';

/**
 * Who works on it (domain A1: "live agent name or Virtual Agent"): the agent who has it or had it last; the Virtual
 * Agent while it answers, and afterwards where nobody else was asked for. Null while it waits for somebody.
 */
export function assignedTo({ record, facts }: Folded): NameRef | null {
  if (record.assignedTo !== null) return record.assignedTo;
  const alone = record.owner === 'none' && !facts.liveAgent;
  return record.owner === 'virtual_agent' || alone ? virtualAgent : null;
}

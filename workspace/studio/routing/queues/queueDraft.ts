import type { LadderRung, Pool, Queue, WaitStep } from '../../../../contracts/handoff.ts';
import { queueDefaults } from '../../../../contracts/handoffDefaults.ts';

/** A queue as its form has it. */
export type QueueDraft = Omit<Queue, 'id'>;

/** What each part of the form is given. */
export interface QueuePartProps {
  draft: QueueDraft;
  change: (changed: Partial<QueueDraft>) => void;
}

export const emptyQueue: QueueDraft = { name: '', ...queueDefaults };

export const freshPool: Pool = { groups: [], afterSeconds: 60, tier: 200, rule: null };

export const stepKinds: readonly WaitStep['do']['kind'][] = ['say', 'topic', 'priority'];

/** A step of this kind, at first. */
export function stepOf(kind: WaitStep['do']['kind'], language: string): WaitStep['do'] {
  switch (kind) {
    case 'say':
      return { kind, text: { [language]: '' } };
    case 'topic':
      return { kind, topic: '' };
    case 'priority':
      return { kind, by: 10 };
  }
}

export const rungKinds: readonly LadderRung['kind'][] = [
  'wait',
  'queue',
  'callback',
  'leave_message',
  'virtual_agent',
  'topic',
];

/** A rung of this kind, at first. */
export function rungOf(kind: LadderRung['kind']): LadderRung {
  switch (kind) {
    case 'wait':
      return { kind, seconds: 300 };
    case 'queue':
      return { kind, queue: '', seconds: 300 };
    case 'topic':
      return { kind, topic: '' };
    default:
      return { kind };
  }
}

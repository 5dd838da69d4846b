import type { ScriptScope } from '../../../../../topics/scripts/evaluateScript.ts';

export const limits = { milliseconds: 250, bytes: 32 * 1024 * 1024 };

/** A scope with nothing in it but what is said. */
export function scriptScope(more: Partial<ScriptScope> = {}): ScriptScope {
  return {
    inputs: {},
    display: {},
    defaults: null,
    vars: {},
    context: {},
    names: {},
    requester: { id: 'u1', name: 'Ada Lovelace', email: 'ada@example.com', sys_id: 'u1' },
    language: 'en',
    channel: 'web',
    now: Date.UTC(2026, 2, 18, 10),
    seed: 's',
    answers: { getConversationId: 'c1', getInteractionSysId: 'c1' },
    ...more,
  };
}

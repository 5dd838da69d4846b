import type { AccessRule } from '../../contracts/access.ts';
import { AppError } from '../../contracts/errors.ts';
import type { AccessRulesStore, StoredRules } from './accessRules.store.ts';
import { shippedRules } from './shippedRules.ts';

/** The rules in force, as this node knows them. Other nodes follow within a round of the sweeper. */
export interface AccessRules {
  current(): readonly AccessRule[];
  /** Reads the rules again if they were changed elsewhere. */
  follow(): Promise<void>;
  /** Makes or replaces a custom rule. @throws AppError `conflict`: too many, or changed meanwhile. */
  put(rule: AccessRule): Promise<void>;
  /** Switches a shipped rule. @throws AppError `conflict`. */
  switch(id: string, active: boolean): Promise<void>;
  /** Removes a custom rule. @throws AppError `conflict`. */
  remove(id: string): Promise<void>;
}

/** Each rule may be looked at for every row of a list. */
const mostRules = 200;

/** @throws what the store throws: a server that cannot read its rules must not start. */
export async function createAccessRules(store: AccessRulesStore): Promise<AccessRules> {
  let stored = await store.read();
  let rules = inForce(stored);

  function take(read: StoredRules): void {
    stored = read;
    rules = inForce(read);
  }

  async function change(next: (now: StoredRules) => Pick<StoredRules, 'custom' | 'off'>): Promise<void> {
    const now = await store.read();
    const changed = { revision: now.revision + 1, ...next(now) };
    if (!(await store.write(changed)))
      throw new AppError('conflict', 'somebody else changed the access rules; load them again');
    take(changed);
  }

  return {
    current: () => rules,
    async follow() {
      if ((await store.revision()) !== stored.revision) take(await store.read());
    },
    put: (rule) =>
      change(({ custom, off }) => {
        const others = custom.filter(({ id }) => id !== rule.id);
        if (others.length >= mostRules)
          throw new AppError('conflict', `there may be at most ${mostRules} rules of one's own`);
        return { custom: [...others, rule], off };
      }),
    switch: (id, active) =>
      change(({ custom, off }) => {
        const others = off.filter((one) => one !== id);
        return { custom, off: active ? others : [...others, id] };
      }),
    remove: (id) => change(({ custom, off }) => ({ custom: custom.filter((rule) => rule.id !== id), off })),
  };
}

function inForce({ custom, off }: StoredRules): AccessRule[] {
  return [...shippedRules.map((rule) => ({ ...rule, active: !off.includes(rule.id) })), ...custom];
}

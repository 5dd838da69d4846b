import type { Inbox } from '../../../contracts/sockets.ts';
import { createDesks, type Presence } from '../../../server/sockets/desks.ts';

const empty: Inbox = {
  offers: [],
  invitations: [],
  conversations: [],
  capacity: { held: 0, max: 2 },
  waiting: 0,
  lost: [],
};
const being = (state: string): Presence => ({
  agent: 'anna',
  state,
  reason: null,
  since: '2026-07-30T08:00:00.000Z',
});

test('whoever says where they are while they still arrive is not told what was before', async () => {
  const stored = { state: 'offline' };
  const told: string[] = [];
  let letGo = (): void => undefined;
  const slow = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let looks = 0;
  const desks = createDesks({
    inbox: () => Promise.resolve(empty),
    async presence() {
      const { state } = stored;
      looks += 1;
      if (looks === 1) await slow;
      return being(state);
    },
    tell: {
      presenceChanged: (_, { state }) => told.push(state),
      offerMade: () => undefined,
      offerWithdrawn: () => undefined,
      invitationMade: () => undefined,
      invitationWithdrawn: () => undefined,
      inboxChanged: () => undefined,
    },
    open: () => Promise.resolve(),
    close: () => undefined,
    failed(error) {
      throw error;
    },
  });
  const arrived = desks.arrived('anna');
  stored.state = 'available';
  const acked = desks.sync('anna').then(() => told.at(-1));
  letGo();
  await arrived;
  // What the answer of `presence:set` waits for.
  expect(await acked).toBe('available');
  expect(told).toEqual(['offline', 'available']);
  await desks.sync('anna');
  expect(told).toHaveLength(2);
});

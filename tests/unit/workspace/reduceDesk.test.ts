import { quiet } from '../../../contracts/live.ts';
import { type DeskState, emptyDesk, type PendingMessage } from '../../../workspace/desk/state/deskState.ts';
import { type DeskEvent, reduceDesk } from '../../../workspace/desk/state/reduceDesk.ts';
import { header, inbox, invited, item, later, message, offer, opened, start } from './samples.ts';

const number = 'IMS0000001';
const pending: PendingMessage = {
  id: 'mine',
  text: 'hello',
  private: false,
  at: later(20),
  delivery: 'waiting',
  why: null,
};

function desk(...events: DeskEvent[]): DeskState {
  return events.reduce(reduceDesk, emptyDesk);
}
const holding: DeskEvent[] = [
  { type: 'inbox', inbox: inbox({ conversations: [item()] }), at: start },
  { type: 'opened', opened: opened([message(1, 'requester')]) },
];
const conversation = (state: DeskState) => state.conversations[number];

describe('offers', () => {
  test('an offer appears once, however often it is made', () => {
    const state = desk(
      { type: 'inbox', inbox: inbox(), at: start },
      { type: 'offerMade', offer: offer('w1'), at: start + 5 },
      { type: 'offerMade', offer: offer('w1'), at: start + 9 },
    );
    expect(state.inbox?.offers).toHaveLength(1);
    expect(state.offersSeenAt).toEqual({ w1: start + 5 });
  });

  test('a withdrawn offer goes', () => {
    const state = desk(
      { type: 'inbox', inbox: inbox({ offers: [offer('w1'), offer('w2')] }), at: start },
      { type: 'offerGone', workItemId: 'w1' },
    );
    expect(state.inbox?.offers.map(({ workItemId }) => workItemId)).toEqual(['w2']);
  });

  test('the inbox of the server is the truth: a tab that missed the withdrawal follows it', () => {
    const state = desk(
      { type: 'inbox', inbox: inbox({ offers: [offer('w1')] }), at: start },
      { type: 'inbox', inbox: inbox({ conversations: [item()] }), at: start + 1 },
    );
    expect(state.inbox?.offers).toEqual([]);
    expect(state.offersSeenAt).toEqual({});
  });
});

describe('a conversation', () => {
  test('takes what is posted, in order and once', () => {
    const posted: DeskEvent = { type: 'posted', interaction: number, message: message(2, 'requester') };
    expect(conversation(desk(...holding, posted, posted))?.messages.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('drops events of conversations that this tab does not know', () => {
    const state = desk({ type: 'posted', interaction: 'IMS0000009', message: message(2, 'requester') });
    expect(state.conversations).toEqual({});
  });

  test('a reconnect adds what was missed to what is there', () => {
    const again: DeskEvent = {
      type: 'opened',
      opened: opened([message(1, 'requester'), message(2, 'requester'), message(3, 'agent')]),
    };
    expect(conversation(desk(...holding, again))?.messages).toHaveLength(3);
  });

  test('an older header does not undo a newer one', () => {
    const change = (lastSeq: number, shortDescription: string): DeskEvent => ({
      type: 'changed',
      interaction: number,
      owner: 'agent',
      header: header({ lastSeq, shortDescription }),
      relatedTasks: [],
      live: quiet,
      wrapUpUntil: null,
      mine: true,
    });
    const state = desk(...holding, change(5, 'newer'), change(3, 'older'));
    expect(conversation(state)?.header.shortDescription).toBe('newer');
  });

  test('typing ends with the message', () => {
    const typing: DeskEvent = {
      type: 'typing',
      interaction: number,
      typing: { from: { kind: 'requester', name: 'Jane Doe' }, on: true },
      at: start,
    };
    expect(conversation(desk(...holding, typing))?.typing).not.toBeNull();
    const posted: DeskEvent = { type: 'posted', interaction: number, message: message(2, 'requester') };
    expect(conversation(desk(...holding, typing, posted))?.typing).toBeNull();
  });
});

describe('sending', () => {
  const write: DeskEvent = { type: 'writing', interaction: number, message: pending };

  test('what I write is shown at once, then posted under its seq', () => {
    expect(conversation(desk(...holding, write))?.pending).toHaveLength(1);
    const state = desk(...holding, write, {
      type: 'acked',
      interaction: number,
      id: 'mine',
      seq: 2,
      name: 'Ada Moreno',
    });
    expect(conversation(state)?.pending).toEqual([]);
    expect(conversation(state)?.messages.at(-1)).toMatchObject({ id: 'mine', seq: 2, text: 'hello' });
  });

  test('the event may come before the ack, and the message is there once', () => {
    const state = desk(
      ...holding,
      write,
      { type: 'posted', interaction: number, message: message(2, 'agent', 'hello', { id: 'mine' }) },
      { type: 'acked', interaction: number, id: 'mine', seq: 2, name: 'Ada Moreno' },
    );
    expect(conversation(state)?.messages.filter(({ id }) => id === 'mine')).toHaveLength(1);
    expect(conversation(state)?.pending).toEqual([]);
  });

  test('a retry keeps its id and does not show twice', () => {
    const failed: DeskEvent = {
      type: 'delivery',
      interaction: number,
      id: 'mine',
      delivery: 'failed',
      why: 'no answer',
    };
    expect(conversation(desk(...holding, write, failed))?.pending[0]?.delivery).toBe('failed');
    expect(conversation(desk(...holding, write, failed, write))?.pending).toEqual([pending]);
  });

  test('a message that had arrived after all is not pending when it is retried', () => {
    const posted: DeskEvent = {
      type: 'posted',
      interaction: number,
      message: message(2, 'agent', 'hello', { id: 'mine' }),
    };
    expect(conversation(desk(...holding, posted, write))?.pending).toEqual([]);
  });
});

describe('leaving', () => {
  test('a closed conversation stays readable and says that it is closed', () => {
    const closed = header({ lastSeq: 9, state: 'closed_complete', stateReason: 'user_ended', owner: 'none' });
    const state = desk(
      ...holding,
      {
        type: 'changed',
        interaction: number,
        owner: 'none',
        header: closed,
        relatedTasks: [],
        live: quiet,
        wrapUpUntil: null,
        mine: true,
      },
      { type: 'inbox', inbox: inbox(), at: start + 1 },
    );
    expect(conversation(state)?.departed).toBe('closed');
  });

  test('what goes back to the queue and comes to me again is mine again', () => {
    const returned = desk(
      ...holding,
      {
        type: 'changed',
        interaction: number,
        owner: 'queue',
        header: header({ lastSeq: 4, assignedTo: null }),
        relatedTasks: [],
        live: quiet,
        wrapUpUntil: null,
        mine: false,
      },
      { type: 'inbox', inbox: inbox(), at: start + 1 },
    );
    expect(conversation(returned)?.departed).toBe('returned');
    const again = reduceDesk(returned, {
      type: 'inbox',
      inbox: inbox({ conversations: [item()] }),
      at: start + 2,
    });
    expect(conversation(again)?.departed).toBeNull();
  });

  test('a tab that only hears of the inbox knows that somebody else has it', () => {
    const state = desk(...holding, { type: 'inbox', inbox: inbox(), at: start + 1 });
    expect(conversation(state)?.departed).toBe('elsewhere');
  });

  test('a dismissed one is gone', () => {
    const state = desk(...holding, { type: 'dismissed', interaction: number });
    expect(state.conversations).toEqual({});
  });
});

test('what was seen never becomes less', () => {
  const state = desk({ type: 'seen', seen: { [number]: 5 } }, { type: 'seen', seen: { [number]: 3 } });
  expect(state.seen).toEqual({ [number]: 5 });
});

test('the same events give the same desk in two tabs', () => {
  const events: DeskEvent[] = [
    ...holding,
    { type: 'offerMade', offer: offer('w1'), at: start },
    { type: 'posted', interaction: number, message: message(2, 'requester') },
    { type: 'offerGone', workItemId: 'w1' },
  ];
  expect(desk(...events)).toEqual(desk(...events));
});

describe('the presence', () => {
  const told = (state: string, afterLoss = false): DeskEvent => ({
    type: 'presence',
    state,
    reason: null,
    since: '2026-07-30T08:00:00.000Z',
    afterLoss,
  });
  const takenAfter = (...events: DeskEvent[]) => events.reduce(reduceDesk, emptyDesk).setOffline;

  it('was taken from the agent when a lost connection comes back offline', () => {
    expect(takenAfter(told('available'), told('offline', true))).toBe(true);
    expect(takenAfter(told('available'), told('offline', true), told('offline'))).toBe(true);
    expect(takenAfter(told('available'), told('offline', true), told('available'))).toBe(false);
  });

  it('was chosen otherwise', () => {
    expect(takenAfter(told('available'), told('offline'))).toBe(false);
    expect(takenAfter(told('offline'), told('offline', true))).toBe(false);
    expect(takenAfter(told('offline', true))).toBe(false);
    expect(takenAfter(told('available'), told('available', true), told('offline'))).toBe(false);
  });
});

describe('invitations and what was lost', () => {
  test('an invitation appears once, counts down from when it was seen, and goes', () => {
    const made: DeskEvent[] = [
      { type: 'inbox', inbox: inbox(), at: start },
      { type: 'invited', invited: invited(), at: start + 5 },
      { type: 'invited', invited: invited(), at: start + 9 },
    ];
    expect(desk(...made).inbox?.invitations).toHaveLength(1);
    expect(desk(...made).offersSeenAt).toEqual({ IMS0000003: start + 5 });
    const gone = desk(...made, { type: 'invitationGone', interaction: 'IMS0000003' });
    expect(gone.inbox?.invitations).toEqual([]);
  });

  test('what was lost is told until it was seen', () => {
    const lost = inbox({ lost: [{ interaction: number, at: later(0) }] });
    const told = desk({ type: 'inbox', inbox: lost, at: start });
    expect(reduceDesk(told, { type: 'lostSeen' }).inbox?.lost).toEqual([]);
  });
});

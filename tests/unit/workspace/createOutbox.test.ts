import { CallFailed, type FailureCode } from '../../../workspace/api/problem.ts';
import { createOutbox, type OutboxNeeds } from '../../../workspace/desk/createOutbox.ts';
import type { PendingMessage } from '../../../workspace/desk/state/deskState.ts';
import type { DeskEvent } from '../../../workspace/desk/state/reduceDesk.ts';
import { later } from './samples.ts';

const interaction = 'IMS0000001';
const pending = (id: string): PendingMessage => ({
  id,
  text: `text of ${id}`,
  private: false,
  at: later(0),
  delivery: 'waiting',
  why: null,
});
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** The far end of the socket: answers as the test says, and remembers what it was asked. */
function farEnd(answers: (() => Promise<{ seq: number }>)[]) {
  const asked: string[] = [];
  const events: DeskEvent[] = [];
  let online = true;
  const socket = {
    online: () => online,
    ask: async (_event: string, payload: { id?: string }) => {
      asked.push(payload.id ?? '');
      const answer = answers.shift();
      return answer === undefined ? { seq: asked.length } : answer();
    },
  } as unknown as OutboxNeeds['socket'];
  const outbox = createOutbox({ socket, dispatch: (event) => events.push(event), name: 'Ada' });
  return {
    outbox,
    asked,
    setOnline: (on: boolean) => {
      online = on;
    },
    outcomes: () =>
      events.flatMap((event) =>
        event.type === 'acked'
          ? [`${event.id} acked`]
          : event.type === 'delivery'
            ? [`${event.id} ${event.delivery}`]
            : [],
      ),
  };
}
const fails = (code: FailureCode) => () => Promise.reject(new CallFailed(code, 'why'));

test('messages of one conversation go out one after the other', async () => {
  let release: (answer: { seq: number }) => void = () => undefined;
  const end = farEnd([
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  ]);
  end.outbox.send(interaction, pending('a'));
  end.outbox.send(interaction, pending('b'));
  await settled();
  expect(end.asked).toEqual(['a']);
  release({ seq: 1 });
  await settled();
  expect(end.asked).toEqual(['a', 'b']);
});

test('what is written offline goes out, in order, when the connection is back', async () => {
  const end = farEnd([]);
  end.setOnline(false);
  end.outbox.send(interaction, pending('a'));
  end.outbox.send(interaction, pending('b'));
  await settled();
  expect(end.asked).toEqual([]);
  end.setOnline(true);
  end.outbox.resume();
  await settled();
  expect(end.asked).toEqual(['a', 'b']);
});

test('a connection that breaks under a message asks again with the same id', async () => {
  const end = farEnd([fails('network')]);
  end.outbox.send(interaction, pending('a'));
  await settled();
  expect(end.outcomes()).toEqual(['a sending', 'a waiting']);
  end.outbox.resume();
  await settled();
  expect(end.asked).toEqual(['a', 'a']);
  expect(end.outcomes().at(-1)).toBe('a acked');
});

test('a refused message fails, the next one still goes', async () => {
  const end = farEnd([fails('closed')]);
  end.outbox.send(interaction, pending('a'));
  end.outbox.send(interaction, pending('b'));
  await settled();
  expect(end.outcomes()).toEqual(['a sending', 'a refused', 'b sending', 'b acked']);
});

test.each([
  ['forbidden', 'refused'],
  ['closed', 'refused'],
  ['gone', 'refused'],
  ['conflict', 'refused'],
  ['timeout', 'failed'],
  ['unavailable', 'failed'],
] as const)(
  'after %s a message is %s: only what may still be taken can be tried again',
  async (code, how) => {
    const end = farEnd([fails(code)]);
    end.outbox.send(interaction, pending('a'));
    await settled();
    expect(end.outcomes().at(-1)).toBe(`a ${how}`);
  },
);

test('a retry of the person sends the same id', async () => {
  const end = farEnd([fails('timeout')]);
  end.outbox.send(interaction, pending('a'));
  await settled();
  end.outbox.send(interaction, pending('a'));
  await settled();
  expect(end.asked).toEqual(['a', 'a']);
  expect(end.outcomes().at(-1)).toBe('a acked');
});

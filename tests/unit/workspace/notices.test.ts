import { openedForOf } from '../../../workspace/desk/inbox/openedForOf.ts';
import { noticesBetween } from '../../../workspace/desk/notify/noticesBetween.ts';
import { keepNotifySettings, readNotifySettings } from '../../../workspace/desk/notify/notifySettings.ts';
import { jumpTargets } from '../../../workspace/desk/shortcuts/jumpTargets.ts';
import { type DeskState, emptyDesk } from '../../../workspace/desk/state/deskState.ts';
import { neighbour } from '../../../workspace/desk/state/neighbour.ts';
import { type DeskEvent, reduceDesk } from '../../../workspace/desk/state/reduceDesk.ts';
import { inbox, invited, item, message, offer, opened, start } from './samples.ts';

const deskAfter = (state: DeskState, ...events: DeskEvent[]) => events.reduce(reduceDesk, state);
const number = 'IMS0000001';
const holding = deskAfter(
  emptyDesk,
  { type: 'inbox', inbox: inbox({ conversations: [item()] }), at: start },
  { type: 'opened', opened: opened([message(1, 'requester')]) },
);
const told = (state: DeskState, ...events: DeskEvent[]) =>
  noticesBetween(state, deskAfter(state, ...events), 'Ada Moreno').map(({ kind, name, text }) => [
    kind,
    name,
    text,
  ]);
const posted = (
  seq: number,
  ...rest: [Parameters<typeof message>[1], string, { name?: string }?]
): DeskEvent => ({
  type: 'posted',
  interaction: number,
  message: message(seq, ...rest),
});

describe('what an agent is told of', () => {
  it('offers and invitations when they come, once', () => {
    const made: DeskEvent = { type: 'offerMade', offer: offer('w1'), at: start };
    expect(told(holding, made)).toEqual([['offer', 'John Roe', 'Printer on fire']]);
    expect(told(deskAfter(holding, made), made)).toEqual([]);
    expect(told(holding, { type: 'invited', invited: invited(), at: start })).toEqual([
      ['invitation', 'Ben Okafor', invited().shortDescription],
    ]);
    expect(invited().note).toBe('Please help');
  });

  it('words of the requester and of colleagues, not of oneself, the Virtual Agent or the system', () => {
    expect(told(holding, posted(2, 'requester', 'hello?'))).toEqual([['message', 'Jane Doe', 'hello?']]);
    expect(told(holding, posted(2, 'agent', 'look at this', { name: 'Ben Okafor' }))).toEqual([
      ['message', 'Ben Okafor', 'look at this'],
    ]);
    expect(told(holding, posted(2, 'agent', 'mine'))).toEqual([]);
    expect(told(holding, posted(2, 'virtual_agent', 'hi'), posted(3, 'system', 'joined'))).toEqual([]);
  });

  it('a private note by its sender alone: a screen may be seen by others', () => {
    const note = { ...message(2, 'agent', 'she is ill', { name: 'Ben Okafor' }), private: true };
    expect(told(holding, { type: 'posted', interaction: number, message: note })).toEqual([
      ['message', 'Ben Okafor', null],
    ]);
  });

  it('nothing of what is there when the desk, or a conversation, is opened', () => {
    const full = inbox({ offers: [offer('w1')], conversations: [item()] });
    expect(told(emptyDesk, { type: 'inbox', inbox: full, at: start })).toEqual([]);
    const listed = deskAfter(emptyDesk, { type: 'inbox', inbox: full, at: start });
    expect(told(listed, { type: 'opened', opened: opened([message(1, 'requester')]) })).toEqual([]);
  });
});

describe('how a browser tells of it', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;

  it('is as shipped until it is changed, and when what was kept is damaged', () => {
    const shipped = readNotifySettings(storage);
    expect(shipped).toMatchObject({ desktop: false, mute: false, volume: 0.5 });
    keepNotifySettings(storage, { ...shipped, volume: 0.2, sounds: { ...shipped.sounds, message: false } });
    expect(readNotifySettings(storage)).toMatchObject({
      volume: 0.2,
      sounds: { offer: true, message: false },
    });
    kept.set('switchboard.notify', '{"volume":7,"mute":"yes"');
    expect(readNotifySettings(storage)).toEqual(shipped);
    kept.set('switchboard.notify', '{"volume":7,"mute":"yes"}');
    expect(readNotifySettings(storage)).toEqual(shipped);
  });
});

describe('where keys lead', () => {
  const two = deskAfter(holding, {
    type: 'inbox',
    inbox: inbox({ conversations: [item(), item('IMS0000002')] }),
    at: start,
  });
  const at = (current: string | null) => deskAfter(two, { type: 'current', interaction: current });

  it('from one conversation to the next, around the ends; nowhere without any', () => {
    expect(neighbour(at(number), 1)).toBe('IMS0000002');
    expect(neighbour(at('IMS0000002'), 1)).toBe(number);
    expect(neighbour(at(number), -1)).toBe('IMS0000002');
    expect(neighbour(at(null), 1)).toBe(number);
    expect(neighbour(at(null), -1)).toBe('IMS0000002');
    expect(neighbour(emptyDesk, 1)).toBeNull();
  });

  it('to what has the words in it, and to a number that is not on the desk', () => {
    const commands = [{ name: 'hold' as const, text: 'Hold or resume' }];
    const found = (typed: string) => jumpTargets(two, commands, typed).map(({ text }) => text);
    expect(found('')).toEqual(['Jane Doe', 'Jane Doe', 'Hold or resume']);
    expect(found('resume hold')).toEqual(['Hold or resume']);
    expect(found('vpn 0002')).toEqual(['Jane Doe']);
    expect(found('ims0000077')).toEqual(['IMS0000077']);
    expect(found('nobody')).toEqual([]);
  });
});

describe('whom a new interaction is for', () => {
  it('an address finds a person, a name makes a guest, a number alone is a name', () => {
    expect(openedForOf('a@example.com', '')).toEqual({ name: 'a@example.com', email: 'a@example.com' });
    expect(openedForOf(' Nora ', '+41 1')).toEqual({ name: 'Nora', phone: '+41 1' });
    expect(openedForOf('', '+41 1')).toEqual({ name: '+41 1', phone: '+41 1' });
    expect(openedForOf(' ', '')).toBeNull();
  });
});

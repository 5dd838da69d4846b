import type { ChannelProfile } from '../../../../interactions/people/channelProfile.ts';
import { matchProfile } from '../../../../interactions/people/matchProfile.ts';

const now = new Date('2026-03-02T09:00:00Z');
const mia = { id: 'user-mia', name: 'Mia Roth', email: 'mia@example.com' };
const ben = { id: 'user-ben', name: 'Ben Otto' };
const phone = { channel: 'sms', identifier: '+4930123456', name: 'Guest' };
const profile = (over: Partial<ChannelProfile> = {}): ChannelProfile => ({
  id: 'profile-1',
  channel: 'sms',
  identifier: phone.identifier,
  userId: null,
  name: 'Guest',
  verified: false,
  active: true,
  since: now.toISOString(),
  until: null,
  ...over,
});
const match = (known: Partial<Parameters<typeof matchProfile>[1]>) =>
  matchProfile(phone, { user: null, profile: null, profileUser: null, ...known }, now, () => 'new');

test('MP1: a number on a user without a profile gets a profile of that user', () => {
  expect(match({ user: mia })).toMatchObject({
    rule: 'MP1',
    openedFor: mia,
    isNew: true,
    profile: { id: 'new', userId: 'user-mia', name: 'Mia Roth', verified: false, active: true, until: null },
    verify: false,
  });
});

test('MP2: a number that only a profile knows is for the profile’s user, who may be verified', () => {
  const known = profile({ userId: ben.id });
  expect(match({ profile: known, profileUser: ben })).toEqual({
    rule: 'MP2',
    openedFor: ben,
    profile: known,
    isNew: false,
    verify: true,
  });
});

test('MP3: an unknown number is for a guest and gets a profile without a user; the same guest next time', () => {
  const first = match({});
  expect(first).toMatchObject({ rule: 'MP3', isNew: true, profile: { userId: null }, verify: true });
  expect(first.openedFor).toMatchObject({ id: 'guest:new', guest: true });
  expect(match({ profile: first.profile })).toMatchObject({ isNew: false, openedFor: first.openedFor });
});

test('MP4: where user and profile disagree it is for the profile’s person, to be verified', () => {
  expect(match({ user: mia, profile: profile({ userId: ben.id }), profileUser: ben })).toMatchObject({
    rule: 'MP4',
    openedFor: ben,
    isNew: false,
    verify: true,
  });
});

test('A2: user and profile agree: nothing is made and nothing to be verified', () => {
  expect(match({ user: mia, profile: profile({ userId: mia.id }), profileUser: mia })).toMatchObject({
    rule: 'A2',
    openedFor: mia,
    isNew: false,
    verify: false,
  });
});

test('a verified profile needs no second look', () => {
  expect(match({ profile: profile({ userId: ben.id, verified: true }), profileUser: ben })).toMatchObject({
    rule: 'MP2',
    verify: false,
  });
});

import type { PersonRef } from '../../contracts/header.ts';
import type { ChannelProfile, KnownPeople } from './channelProfile.ts';

/** Who an interaction is for, and what becomes of the profiles. */
export interface ProfileMatch {
  rule: 'MP1' | 'MP2' | 'MP3' | 'MP4' | 'A2';
  openedFor: PersonRef;
  profile: ChannelProfile;
  /** `profile` is new and must be kept. */
  isNew: boolean;
  /** Somebody should check who it is before trusting it: the person is a guest, known by a profile alone, or disputed. */
  verify: boolean;
}

/**
 * Channel user profile matching (domain A2; A3 MP1–MP4): a profile that fits is used; no profile makes one, for the
 * user who has the identifier, else for a guest. Where a user's record and a profile disagree (MP4) the interaction
 * is for whoever holds the identifier now: the profile, which staff or the Virtual Agent may set right.
 */
export function matchProfile(
  { channel, identifier, name }: { channel: string; identifier: string; name: string },
  { user, profile, profileUser }: KnownPeople,
  now: Date,
  newId: () => string,
): ProfileMatch {
  if (profile === null) {
    const made: ChannelProfile = {
      id: newId(),
      channel,
      identifier,
      userId: user?.id ?? null,
      name: user?.name ?? name,
      verified: false,
      active: true,
      since: now.toISOString(),
      until: null,
    };
    return user === null
      ? { rule: 'MP3', openedFor: guestOf(made), profile: made, isNew: true, verify: true }
      : { rule: 'MP1', openedFor: user, profile: made, isNew: true, verify: false };
  }
  const openedFor = profileUser ?? guestOf(profile);
  const rule =
    user === null ? (profileUser === null ? 'MP3' : 'MP2') : user.id === profile.userId ? 'A2' : 'MP4';
  return { rule, openedFor, profile, isNew: false, verify: rule !== 'A2' && !profile.verified };
}

/** The guest behind a profile: the same one each time, so that the guest's conversations stay together. */
function guestOf({ id, name }: Pick<ChannelProfile, 'id' | 'name'>): PersonRef {
  return { id: `guest:${id}`, name, guest: true };
}

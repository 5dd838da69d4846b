import type { PersonRef } from '../../contracts/header.ts';
import type { ChannelProfileView } from '../../contracts/http.ts';

export type ChannelProfile = ChannelProfileView;

/** The user records and profiles that an incoming identifier may belong to. */
export interface KnownPeople {
  /** The user whose record carries the identifier. */
  user: PersonRef | null;
  /** The active profile of the channel and identifier. */
  profile: ChannelProfile | null;
  /** The user that the profile names. */
  profileUser: PersonRef | null;
}

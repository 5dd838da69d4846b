import type { PersonRef } from '../../contracts/header.ts';

/** Who is behind an identifier of a channel (domain A2): a phone number, or a guest or person of the web. */
export interface ChannelProfile {
  id: string;
  channel: string;
  /** What the channel knows the person by. */
  identifier: string;
  /** The record of the table `user`; null for a guest. */
  userId: string | null;
  name: string;
  /** True when the identifier was proved to be the person's (signed in, or checked by staff). */
  verified: boolean;
  /** False once another profile took the identifier over (AI4, MP4). */
  active: boolean;
  /** ISO 8601 UTC. */
  since: string;
  until: string | null;
}

/** The user records and profiles that an incoming identifier may belong to. */
export interface KnownPeople {
  /** The user whose record carries the identifier. */
  user: PersonRef | null;
  /** The active profile of the channel and identifier. */
  profile: ChannelProfile | null;
  /** The user that the profile names. */
  profileUser: PersonRef | null;
}

import type { PersonRef } from '../../contracts/header.ts';
import type { ChannelProfile } from './channelProfile.ts';

/** Both channels of the web page know their people in the same way. */
const channel = 'web';

/**
 * The profile of somebody in the widget: known by the person's id, which for a guest is the one in the guest's token.
 * `isUser`: the person stands in the table `user`.
 */
export function webProfile(person: PersonRef, isUser: boolean, now: Date): ChannelProfile {
  return {
    id: `${channel}:${person.id}`,
    channel,
    identifier: person.id,
    userId: isUser ? person.id : null,
    name: person.name,
    verified: person.guest !== true,
    active: true,
    since: now.toISOString(),
    until: null,
  };
}

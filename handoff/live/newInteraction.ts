import type { InteractionHeader, NameRef, PersonRef } from '../../contracts/header.ts';
import type { NewInteractionBody } from '../../contracts/lifecycle.ts';
import type { InteractionType } from '../../contracts/states.ts';
import { emptyConversation } from '../../interactions/conversationState.ts';
import type { NewInteraction } from './openedDraft.ts';

/** Where an interaction takes place when nobody says: by its type. */
const channels: Readonly<Record<InteractionType, string>> = {
  chat: 'web',
  phone: 'phone',
  walk_up: 'walk_up',
  messaging: 'async_web',
  email: 'email',
  task: 'task',
};

/** What an agent asked for as the opening of an interaction, in the agent's own domain. Pure. */
export function newInteraction(body: NewInteractionBody, person: PersonRef, domain: string): NewInteraction {
  const { type, account, contact, consumer, shortDescription, tags } = body;
  const phone = typeof body.openedFor === 'string' ? undefined : body.openedFor.phone;
  return {
    opening: {
      interactionType: type,
      subtype: body.subtype ?? null,
      channel: body.channel ?? channels[type],
      direction: body.direction ?? (type === 'walk_up' ? 'inbound' : 'outbound'),
      openedFor: person,
      application: 'global',
      domain,
      locale: body.locale ?? 'en',
      context: phone === undefined ? {} : { phone },
      ...(shortDescription === undefined ? {} : { shortDescription }),
      ...(tags === undefined ? {} : { tags }),
    },
    changes: {
      ...(account === undefined ? {} : { account }),
      ...(contact === undefined ? {} : { contact }),
      ...(consumer === undefined ? {} : { consumer }),
    },
  };
}

/** What is known of it before it is there, for rules that look at the header. `holder`: null while it waits. Pure. */
export function headerToBe({ opening, changes }: NewInteraction, holder: NameRef | null): InteractionHeader {
  const { interactionType: type, context: _, ...known } = opening;
  return { ...emptyConversation('', '', '').header, ...known, ...changes, type, assignedTo: holder };
}

/** domain A4, "Clone": the same person, kind and subject, as a new active one that goes out. Pure. */
export function cloneOf(header: InteractionHeader): NewInteraction {
  const { type, subtype, channel, openedFor: person, application, domain, locale, tags } = header;
  const { shortDescription, channelUserProfile, account, contact, consumer, number } = header;
  return {
    opening: {
      interactionType: type,
      subtype,
      channel,
      direction: 'outbound',
      openedFor: person,
      application,
      domain,
      locale,
      context: {},
      ...(channelUserProfile === null ? {} : { channelUserProfile }),
      clonedFrom: number,
      shortDescription,
      tags,
    },
    changes: {
      ...(account === null ? {} : { account }),
      ...(contact === null ? {} : { contact }),
      ...(consumer === null ? {} : { consumer }),
    },
  };
}

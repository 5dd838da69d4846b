import { ActionTypes, type Activity, ActivityTypes, CardFactory } from 'botbuilder';
import type { MessageDraft } from '../contracts/messages.ts';
import type { ConversationState } from '../interactions/conversationState.ts';

/** What a requester did, as the channels hand it to the bot. */
export type RequesterInput =
  | { kind: 'opened' }
  | { kind: 'restarted' }
  /** A pause of the Virtual Agent is over. */
  | { kind: 'resumed' }
  | { kind: 'text'; text: string }
  | { kind: 'value'; value: string | string[] }
  | { kind: 'attachment'; attachmentId: string; name: string; size: number; type: string };

/** A requester's input as an Activity: messages and choices as `message`, everything else as `event`. */
export function toRequesterActivity(
  input: RequesterInput,
  state: ConversationState,
  now: Date,
): Partial<Activity> {
  const { header } = state;
  const base: Partial<Activity> = {
    channelId: header.channel,
    serviceUrl: '',
    timestamp: now,
    locale: header.locale,
    conversation: { id: state.id, isGroup: false, conversationType: 'personal', name: header.number },
    from: { id: header.openedFor.id, name: header.openedFor.name, role: 'user' },
    recipient: { id: 'virtual_agent', name: 'Virtual Agent', role: 'bot' },
  };
  if (input.kind === 'text') return { ...base, type: ActivityTypes.Message, text: input.text };
  if (input.kind === 'value') return { ...base, type: ActivityTypes.Message, text: '', value: input.value };
  if (input.kind === 'attachment') {
    const attachment = {
      contentType: input.type,
      contentUrl: input.attachmentId,
      name: input.name,
      content: { size: input.size },
    };
    return { ...base, type: ActivityTypes.Message, text: '', attachments: [attachment] };
  }
  return { ...base, type: ActivityTypes.Event, name: input.kind };
}

const eventKinds = ['opened', 'restarted', 'resumed'] as const;

/** The input that a channel's Activity stands for; the reverse of `toRequesterActivity`. */
export function requesterInputOf(activity: Activity): RequesterInput {
  if (activity.type === ActivityTypes.Event)
    return { kind: eventKinds.find((kind) => kind === activity.name) ?? 'opened' };
  const attachment = activity.attachments?.[0];
  if (attachment !== undefined) {
    const size: unknown = attachment.content?.size;
    return {
      kind: 'attachment',
      attachmentId: attachment.contentUrl ?? '',
      name: attachment.name ?? 'file',
      size: typeof size === 'number' ? size : 0,
      type: attachment.contentType,
    };
  }
  const value: unknown = activity.value;
  if (typeof value === 'string') return { kind: 'value', value };
  if (Array.isArray(value)) return { kind: 'value', value: value.map(String) };
  return { kind: 'text', text: activity.text };
}

/**
 * A message of the Virtual Agent as an Activity. Text, suggested actions and attachments are what any
 * Bot Framework channel understands; `channelData` carries the whole message for the channels of ours.
 */
export function toActivity(message: MessageDraft): Partial<Activity> {
  const activity: Partial<Activity> = {
    type: ActivityTypes.Message,
    text: message.text,
    channelData: { message },
  };
  if (message.type === 'choices') {
    const actions = message.choices.map(({ value, label }) => ({
      type: ActionTypes.ImBack,
      title: label,
      value,
    }));
    activity.suggestedActions = { to: [], actions };
  }
  if (message.type === 'card') {
    const { number, title, subtitle, fields, image, links = [] } = message.card;
    const text = fields.map(({ label, value }) => `${label}: ${value}`).join('\n');
    const images = image === undefined ? [] : [{ url: image.url, alt: image.alt }];
    const buttons = links.map(({ url, label }) => ({ type: ActionTypes.OpenUrl, title: label, value: url }));
    // A record has its number for a headline, a card of the topic's own its title.
    const [head, below] = number === '' ? [title, subtitle ?? ''] : [number, title];
    activity.attachments = [CardFactory.heroCard(head, below, images, buttons, { text })];
  }
  if (message.type === 'image') {
    activity.attachments = [{ contentType: 'image/*', contentUrl: message.imageUrl, name: message.alt }];
  }
  return activity;
}

interface OurChannelData {
  message: MessageDraft;
}

function isOurs(data: unknown): data is OurChannelData {
  return typeof data === 'object' && data !== null && 'message' in data;
}

/** The message an Activity stands for; an Activity that a bot made without our channel data is its text. */
export function messageOf(activity: Partial<Activity>): MessageDraft {
  const data: unknown = activity.channelData;
  if (isOurs(data)) return data.message;
  return { type: 'text', text: activity.text ?? '', from: { kind: 'virtual_agent', name: 'Virtual Agent' } };
}

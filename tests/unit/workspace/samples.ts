import type { InteractionHeader } from '../../../contracts/header.ts';
import type { PostedMessage, SenderKind } from '../../../contracts/messages.ts';
import type { ConversationOpened, Inbox, InboxItem, Invited, Offer } from '../../../contracts/sockets.ts';

export const start = Date.parse('2026-03-02T09:00:00.000Z');

/** ISO time, so many seconds after the start of the samples. */
export function later(seconds: number): string {
  return new Date(start + seconds * 1_000).toISOString();
}

export function message(
  seq: number,
  kind: SenderKind,
  text = `message ${seq}`,
  more: Partial<{ id: string; at: string; private: boolean; name: string }> = {},
): PostedMessage {
  const { name = names[kind], id = `m${seq}`, at = later(seq), ...rest } = more;
  return { id, seq, at, from: { kind, name }, type: 'text', text, ...rest };
}

const names: Record<SenderKind, string> = {
  requester: 'Jane Doe',
  virtual_agent: 'Virtual Agent',
  agent: 'Ada Moreno',
  system: 'System',
};

export function header(more: Partial<InteractionHeader> = {}): InteractionHeader {
  return {
    number: 'IMS0000001',
    id: 'c1',
    type: 'chat',
    subtype: null,
    direction: 'inbound',
    state: 'work_in_progress',
    stateReason: null,
    waitingReason: null,
    dashboardMessage: null,
    endState: null,
    closeRule: null,
    owner: 'agent',
    openedFor: { id: 'u1', name: 'Jane Doe' },
    channelUserProfile: null,
    assignedTo: { id: 'agent1', name: 'Ada Moreno' },
    queue: null,
    openedAt: later(0),
    closedAt: null,
    updatedAt: later(1),
    closedBy: null,
    shortDescription: 'VPN trouble',
    virtualAgent: true,
    agentChat: true,
    sentiment: null,
    sentimentNormalized: null,
    agentAverageResponseTime: null,
    waitTime: null,
    queueTime: null,
    duration: null,
    wrapUpDuration: null,
    application: 'global',
    domain: 'global',
    channel: 'web',
    locale: 'en',
    tags: [],
    resolution: null,
    disposition: null,
    workNotes: [],
    clonedFrom: null,
    completedBy: null,
    account: null,
    contact: null,
    consumer: null,
    systemWrapUp: false,
    topics: [],
    messageCount: 0,
    lastSeq: 1,
    ...more,
  };
}

export function opened(messages: PostedMessage[], more: Partial<InteractionHeader> = {}): ConversationOpened {
  return {
    interaction: 'IMS0000001',
    header: header(more),
    messages,
    earlier: false,
    relatedTasks: [],
    live: { members: [], invitations: [], help: null, errand: null },
    receipts: { delivered: 0, read: 0, agentRead: 0 },
    context: {},
  };
}

export function item(interaction = 'IMS0000001'): InboxItem {
  return {
    interaction,
    workItemId: `w-${interaction}`,
    openedFor: 'Jane Doe',
    shortDescription: 'VPN trouble',
    sentiment: null,
    state: 'work_in_progress',
    role: 'holder',
    help: false,
    acceptedAt: later(10),
    lastMessage: null,
  };
}

export function offer(workItemId: string): Offer {
  return {
    workItemId,
    interaction: 'IMS0000002',
    queue: 'IT Service Desk',
    expiresAt: later(60),
    openedFor: 'John Roe',
    shortDescription: 'Printer on fire',
    sentiment: 'negative',
    waitSeconds: 12,
    mayReject: true,
  };
}

export function invited(interaction = 'IMS0000003'): Invited {
  return {
    interaction,
    kind: 'invite',
    from: 'Ben Okafor',
    note: 'Please help',
    openedFor: 'Jane Doe',
    shortDescription: 'VPN trouble',
    sentiment: null,
    at: later(5),
    expiresAt: later(65),
  };
}

export function inbox(more: Partial<Inbox> = {}): Inbox {
  return {
    offers: [],
    invitations: [],
    conversations: [],
    capacity: { held: 0, max: 4 },
    waiting: 0,
    lost: [],
    ...more,
  };
}

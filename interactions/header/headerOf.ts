import type { InteractionHeader } from '../../contracts/header.ts';
import type { Folded } from '../conversationState.ts';
import { assignedTo } from './assignedTo.ts';
import { dashboardMessage } from './dashboardMessage.ts';
import { sentiment, sentimentNormalized } from './sentiment.ts';
import { agentAverageResponseTime, duration, queueTime, waitTime, wrapUpDuration } from './times.ts';

/**
 * The header that follows from what was folded: pure, so that the same log gives the same header. What is not as it
 * was told has a function of its own; what a field means stands in contracts/headerFields.ts.
 */
export function headerOf(folded: Folded): InteractionHeader {
  const { id, record, facts } = folded;
  return {
    number: record.number,
    id,
    type: record.type,
    subtype: record.subtype,
    direction: record.direction,
    state: record.state,
    stateReason: record.closing?.reason ?? null,
    waitingReason: record.waitingReason,
    dashboardMessage: dashboardMessage(folded),
    endState: record.closing?.endState ?? null,
    closeRule: record.closing?.rule ?? null,
    owner: record.owner,
    openedFor: record.openedFor,
    channelUserProfile: record.channelUserProfile,
    assignedTo: assignedTo(folded),
    queue: record.queue,
    openedAt: record.openedAt,
    closedAt: record.closing?.at ?? null,
    updatedAt: record.updatedAt,
    closedBy: record.closing?.by ?? null,
    shortDescription: record.shortDescription,
    virtualAgent: facts.topicRan,
    agentChat: facts.transferred,
    sentiment: sentiment(folded),
    sentimentNormalized: sentimentNormalized(folded),
    agentAverageResponseTime: agentAverageResponseTime(folded),
    waitTime: waitTime(folded),
    queueTime: queueTime(folded),
    duration: duration(folded),
    wrapUpDuration: wrapUpDuration(folded),
    application: record.application,
    domain: record.domain,
    channel: record.channel,
    locale: record.locale,
    tags: record.tags,
    resolution: record.resolution,
    disposition: record.disposition,
    workNotes: record.workNotes,
    clonedFrom: record.clonedFrom,
    completedBy: record.closing?.by.name ?? null,
    account: record.account,
    contact: record.contact,
    consumer: record.consumer,
    systemWrapUp: record.wrapUp?.endedBy === 'timer',
    topics: record.topics,
    messageCount: record.messageCount,
    lastSeq: record.lastSeq,
  };
}

import type { Offer } from '../contracts/sockets.ts';
import type { WorkItem } from './workItem.ts';

/** A work item on offer as the agent sees it (protocol §3 `offer:made`). Pure. */
export function offerOf(item: WorkItem, queueName: string, now: Date): Offer {
  return {
    workItemId: item.id,
    interaction: item.number,
    queue: queueName,
    expiresAt: (item.offerExpiresAt ?? now).toISOString(),
    openedFor: item.openedFor.name,
    shortDescription: item.shortDescription,
    sentiment: item.sentiment,
    waitSeconds: Math.max(0, Math.round((now.getTime() - item.enqueuedAt.getTime()) / 1_000)),
    mayReject: item.terms?.mayReject !== false,
  };
}

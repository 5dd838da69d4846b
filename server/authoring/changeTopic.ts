import { AppError } from '../../contracts/errors.ts';
import type { Draft, DraftChange } from '../../topics/drafts.store.ts';
import { audited } from '../audited.ts';
import type { Author, TopicAuthoringDeps } from './topicAuthoring.ts';

/** Who changed what, kept with the draft and in the audit. */
export interface TopicChanges {
  /** @throws AppError `conflict`: the revision is not the latest. */
  change(
    name: string,
    revision: number,
    values: Omit<DraftChange, 'updatedAt' | 'updatedBy'>,
    by: Author,
  ): Promise<Draft>;
  /** Does what changes the topic once it is on record (docs/access.md). */
  noted<T>(
    entry: { action: string; name: string; by: Author; details?: Record<string, unknown> },
    work: () => Promise<T>,
  ): Promise<T>;
}

export function createTopicChanges({ drafts, audit, clock }: TopicAuthoringDeps): TopicChanges {
  return {
    async change(name, revision, values, by) {
      const saved = await drafts.change(name, revision, {
        ...values,
        updatedAt: clock.now(),
        updatedBy: by.name,
      });
      if (saved === null)
        throw new AppError('conflict', `somebody else changed the topic "${name}" meanwhile: read it again`);
      return saved;
    },
    noted: ({ action, name, by, details }, work) =>
      audited(
        { audit, clock },
        { actor: by, action, target: `topic ${name}`, ...(details === undefined ? {} : { details }) },
        work,
      ),
  };
}

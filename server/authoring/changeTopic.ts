import { AppError } from '../../contracts/errors.ts';
import type { Draft, DraftChange } from '../../topics/drafts.store.ts';
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
  note(action: string, name: string, by: Author): Promise<void>;
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
    async note(action, name, by) {
      await audit.write({ at: clock.now(), actor: by, action, target: `topic:${name}` });
    },
  };
}

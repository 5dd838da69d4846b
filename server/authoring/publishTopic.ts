import { AppError } from '../../contracts/errors.ts';
import { isShipped } from '../../topics/authoring/describeTopic.ts';
import { referencesTo } from '../../topics/authoring/references.ts';
import { hashTopic } from '../../topics/planVersions.ts';
import type { TopicChanges } from './changeTopic.ts';
import { publishable, type TopicReader } from './readTopic.ts';
import type { TopicAuthoring, TopicAuthoringDeps } from './topicAuthoring.ts';

const tries = 10;

/** What changes for requesters: new conversations get it, running ones stay on the version they have (design §6). */
export function publishTopic(
  { drafts, topicVersions, topics, clock }: TopicAuthoringDeps,
  { know, own, checked, detail }: TopicReader,
  { change, noted }: TopicChanges,
): Pick<TopicAuthoring, 'publish' | 'rollback' | 'setActive' | 'remove'> {
  function unused(name: string, wish: string): void {
    const { experiences } = topics.catalog();
    const users = referencesTo(
      name,
      topics
        .catalog()
        .current()
        .map(({ definition }) => definition),
      experiences,
    );
    if (users.length > 0)
      throw new AppError(
        'conflict',
        `the topic "${name}" cannot be ${wish}: it is used by ${users.join(', ')}`,
      );
  }

  return {
    async publish(name, by) {
      const { draft } = await own(name);
      if (draft === null || draft.yaml === null)
        throw new AppError('conflict', `there is nothing to publish: the topic "${name}" has no changes`);
      await topics.follow();
      const { yaml, revision } = draft;
      const definition = publishable(await checked(yaml, name));
      await noted({ action: 'publish topic', name, by }, async () => {
        const at = clock.now();
        const hash = hashTopic(definition);
        const text = { yaml, publishedAt: at, publishedBy: by.name };
        for (let attempt = 0; ; attempt += 1) {
          // Another author may publish at the same time: each gets a version of its own, the later one is current.
          const [latest] = await topicVersions.textsOf(name);
          const version = (latest?.version ?? 0) + 1;
          const fresh = {
            name,
            version,
            hash,
            definition,
            source: 'studio',
            current: true,
            ...text,
          } as const;
          if (await topicVersions.insert(fresh, at)) break;
          if (attempt === tries)
            throw new AppError('unavailable', 'others publish this topic too; try again', { retryAfter: 1 });
        }
        // What was saved meanwhile stays a draft.
        await drafts.change(name, revision, {
          yaml: null,
          inactive: false,
          updatedAt: at,
          updatedBy: by.name,
        });
        await topics.changed();
      });
      return detail(name);
    },
    async rollback(name, version, by) {
      const { versions, draft } = await own(name);
      const old = versions.find((one) => one.version === version);
      if (old === undefined) throw new AppError('not_found', `the topic "${name}" has no version ${version}`);
      await topics.follow();
      publishable(await checked(old.yaml, name));
      const from = versions.find(({ current }) => current)?.version ?? null;
      const details = { version: { from, to: version } };
      await noted({ action: 'roll back topic', name, by, details }, async () => {
        await topicVersions.setCurrent(name, version, clock.now());
        if (draft?.inactive === true) await change(name, draft.revision, { inactive: false }, by);
        await topics.changed();
      });
      return detail(name);
    },
    async setActive(name, active, by) {
      const { draft, versions } = await know(name);
      if (!versions.some(({ current }) => current))
        throw new AppError('conflict', `the topic "${name}" is not published yet: publish it`);
      if (!active) {
        await topics.follow();
        if (isShipped(versions) && versions.at(-1)?.definition.type === 'setup')
          throw new AppError(
            'conflict',
            'a shipped setup topic is the last resort: publish one of your own for its role instead',
          );
        unused(name, 'switched off');
      }
      const action = active ? 'switch topic on' : 'switch topic off';
      await noted({ action, name, by }, async () => {
        await change(name, draft?.revision ?? 0, { inactive: !active }, by);
        await topics.changed();
      });
      return detail(name);
    },
    async remove(name, by) {
      const { draft } = await own(name);
      await topics.follow();
      unused(name, 'deleted');
      await noted({ action: 'delete topic', name, by }, async () => {
        await change(name, draft?.revision ?? 0, { yaml: null, inactive: false, deleted: true }, by);
        await topicVersions.setCurrent(name, null, clock.now());
        await topics.changed();
      });
    },
  };
}

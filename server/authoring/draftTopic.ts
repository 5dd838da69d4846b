import { AppError } from '../../contracts/errors.ts';
import { languageTag } from '../../contracts/topic/fields.ts';
import { topicSchema } from '../../contracts/topic.ts';
import { readLoosely, renameTopic, setTranslations } from '../../topics/authoring/draftText.ts';
import { translatableTexts } from '../../topics/translations.ts';
import type { TopicChanges } from './changeTopic.ts';
import { type TopicReader, textOf } from './readTopic.ts';
import type { TopicAuthoring, TopicAuthoringDeps } from './topicAuthoring.ts';

/** What requesters do not see yet: drafts, and translations in them. */
export function draftTopic(
  { drafts, topicVersions }: TopicAuthoringDeps,
  { know, own, checked, detail }: TopicReader,
  { change, noted }: TopicChanges,
): Pick<TopicAuthoring, 'create' | 'save' | 'discard' | 'translations' | 'translate'> {
  return {
    async create(body, by) {
      const yaml =
        'yaml' in body ? body.yaml : renameTopic(textOf(await know(body.copyOf)), body.name, body.title);
      if (yaml === null)
        throw new AppError('conflict', 'what cannot be read cannot be duplicated: mend it first');
      const name = topicSchema.shape.name.safeParse(readLoosely(yaml).name);
      if (!name.success) {
        const { problems } = await checked(yaml, null);
        throw new AppError('invalid', 'the text needs a good "name"', {
          errors: problems.map(({ severity: _severity, ...error }) => error),
        });
      }
      const [draft, versions] = await Promise.all([drafts.get(name.data), topicVersions.textsOf(name.data)]);
      if (draft === null ? versions.length > 0 : !draft.deleted)
        throw new AppError('conflict', `there is a topic "${name.data}" already: choose another name`);
      await noted({ action: 'create topic', name: name.data, by }, () =>
        change(name.data, draft?.revision ?? 0, { yaml, deleted: false, inactive: false }, by),
      );
      return detail(name.data);
    },
    async save(name, { yaml, revision }, by) {
      const { versions } = await own(name);
      const published = versions.find(({ current }) => current)?.yaml;
      await noted({ action: 'save topic', name, by }, () =>
        change(name, revision, { yaml: yaml === published ? null : yaml }, by),
      );
      return detail(name);
    },
    async discard(name, by) {
      const { draft, versions } = await own(name);
      if (versions.length === 0)
        throw new AppError('conflict', `the topic "${name}" was never published: delete it instead`);
      await noted({ action: 'discard changes of topic', name, by }, async () => {
        if (draft !== null && draft.yaml !== null) await change(name, draft.revision, { yaml: null }, by);
      });
      return detail(name);
    },
    async translations(name, language) {
      const { topic } = await checked(textOf(await know(name)), name);
      if (topic === null)
        throw new AppError('conflict', 'only a topic without errors can be translated: mend it first');
      const done = topic.translations[language] ?? {};
      const texts = translatableTexts(topic).map(
        ({ key, text }) => [key, { original: text, text: done[key] ?? null }] as const,
      );
      return { topic: name, language, texts: Object.fromEntries(texts) };
    },
    async translate(name, language, { texts, revision }, by) {
      const tag = languageTag.safeParse(language);
      if (!tag.success) throw new AppError('invalid', `the language ${tag.error.issues[0]?.message}`);
      const yaml = setTranslations(textOf(await own(name)), language, texts);
      if (yaml === null)
        throw new AppError('conflict', 'what cannot be read cannot be translated: mend it first');
      await noted({ action: 'translate topic', name, by, details: { language } }, () =>
        change(name, revision, { yaml }, by),
      );
      return detail(name);
    },
  };
}

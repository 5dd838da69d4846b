import type { TopicSummary } from '../../../contracts/authoring.ts';
import type { TopicFilters } from '../route.ts';

/** The topics that the filters leave, by title. A language keeps those that have any text in it. */
export function filterTopics(topics: readonly TopicSummary[], filters: TopicFilters): TopicSummary[] {
  const words = (filters.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return topics
    .filter(
      (topic) =>
        (filters.type === undefined || topic.type === filters.type) &&
        (filters.state === undefined || topic.state === filters.state) &&
        (filters.category === undefined || topic.category === filters.category) &&
        (filters.language === undefined || speaks(topic, filters.language)) &&
        words.every((word) => textOf(topic).includes(word)),
    )
    .sort((a, b) => a.title.localeCompare(b.title) || a.name.localeCompare(b.name));
}

function speaks({ languages }: TopicSummary, language: string): boolean {
  return languages.some((each) => each.language === language && each.state !== 'not_started');
}

function textOf({ name, title, description, category }: TopicSummary): string {
  return `${name} ${title} ${description} ${category ?? ''}`.toLowerCase();
}

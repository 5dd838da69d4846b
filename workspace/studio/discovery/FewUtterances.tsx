import type { TopicSummary } from '../../../contracts/authoring.ts';
import { useAuthoring } from '../../messages/authoring.ts';
import { formatRoute } from '../route.ts';

/** Below this a topic is found by luck: a handful of sentences does not show what they have in common. */
const enough = 8;

/** The topics that discovery can hardly know. */
export function FewUtterances({ topics }: { topics: readonly TopicSummary[] }) {
  const { discovery } = useAuthoring();
  const few = topics.filter(
    ({ discoverable, type, utterances }) => discoverable && type === 'topic' && utterances < enough,
  );
  return (
    <section class="few card">
      <h2>{discovery.few(enough)}</h2>
      {few.length === 0 ? (
        <p class="muted small">{discovery.noneFew}</p>
      ) : (
        <ul class="model-list">
          {few.map(({ name, title, utterances }) => (
            <li key={name}>
              <a href={formatRoute({ page: 'topic', name, tab: 'languages' })}>{title}</a>{' '}
              <span class="muted">{discovery.has(utterances)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

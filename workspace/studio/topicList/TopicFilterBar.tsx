import type { TopicSummary } from '../../../contracts/authoring.ts';
import { Button } from '../../design/Button.tsx';
import { Field } from '../../design/Field.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { type TopicFilters, topicStates, topicTypes } from '../route.ts';

interface TopicFilterBarProps {
  filters: TopicFilters;
  /** All topics: what can be chosen is what they have. */
  topics: readonly TopicSummary[];
  onChange: (filters: TopicFilters) => void;
}

export function TopicFilterBar({ filters, topics, onChange }: TopicFilterBarProps) {
  const messages = useMessages();
  const texts = useStudioTexts();
  const authoring = useAuthoring();
  const { list } = useStudioTexts();
  const categories = [...new Set(topics.flatMap(({ category }) => category ?? []))].sort();
  const languages = [
    ...new Set(topics.flatMap((topic) => topic.languages.map(({ language }) => language))),
  ].sort();
  return (
    <search>
      <form class="filters card" aria-label={list.filters} onSubmit={(event) => event.preventDefault()}>
        <div class="filter-wide">
          <Field label={list.search}>
            {(ids) => (
              <input
                {...ids}
                class="input"
                type="search"
                name="q"
                maxLength={200}
                placeholder={authoring.list.searchPlaceholder}
                value={filters.q ?? ''}
                onInput={(event) => onChange({ ...filters, q: event.currentTarget.value || undefined })}
              />
            )}
          </Field>
        </div>
        <SelectField
          label={authoring.list.state}
          value={filters.state ?? ''}
          none={list.any}
          choices={topicStates.map((value) => ({ value, label: authoring.states[value] }))}
          onChoose={(value) => onChange({ ...filters, state: topicStates.find((each) => each === value) })}
        />
        <SelectField
          label={texts.topics.type}
          value={filters.type ?? ''}
          none={list.any}
          choices={topicTypes.map((value) => ({ value, label: texts.logs.topicKinds[value] }))}
          onChoose={(value) => onChange({ ...filters, type: topicTypes.find((each) => each === value) })}
        />
        <SelectField
          label={texts.topics.category}
          value={filters.category ?? ''}
          none={list.any}
          choices={categories.map((value) => ({ value, label: value }))}
          onChoose={(value) => onChange({ ...filters, category: value || undefined })}
        />
        <SelectField
          label={authoring.list.language}
          value={filters.language ?? ''}
          none={list.any}
          choices={languages.map((value) => ({ value, label: value }))}
          onChoose={(value) => onChange({ ...filters, language: value || undefined })}
        />
        <Button
          look="quiet"
          class="filters-clear"
          disabled={Object.values(filters).every((value) => value === undefined)}
          onClick={() => onChange({})}
        >
          {messages.actions.clear}
        </Button>
      </form>
    </search>
  );
}

import type { TopicSummary } from '../../../contracts/authoring.ts';
import { Button } from '../../design/Button.tsx';
import { SelectField } from '../../design/SelectField.tsx';
import { useAuthoring } from '../../messages/authoring.ts';

const mostPromoted = 6;

interface PromotedTopicsProps {
  promoted: readonly string[];
  topics: readonly TopicSummary[];
  onChange: (promoted: string[]) => void;
}

/** At most six, in the order in which they are offered; ordinary topics that are published only (domain B2). */
export function PromotedTopics({ promoted, topics, onChange }: PromotedTopicsProps) {
  const { experiences: texts } = useAuthoring();
  const open = topics.filter(
    ({ name, type, version }) => type === 'topic' && version !== null && !promoted.includes(name),
  );
  return (
    <fieldset class="form-part">
      <legend>{texts.promotedLabel(mostPromoted)}</legend>
      {promoted.length === 0 && <p class="muted small">{texts.promotedNone}</p>}
      <ol class="promoted">
        {promoted.map((name, index) => (
          <li key={name}>
            <span>{topics.find((topic) => topic.name === name)?.title ?? name}</span>
            <Button
              small
              look="quiet"
              icon="sortUp"
              iconOnly
              disabled={index === 0}
              onClick={() => onChange(movedUp(promoted, index))}
            >
              {texts.moveUp}
            </Button>
            <Button
              small
              look="quiet"
              icon="close"
              iconOnly
              onClick={() => onChange(promoted.filter((each) => each !== name))}
            >
              {texts.remove}
            </Button>
          </li>
        ))}
      </ol>
      {promoted.length < mostPromoted && (
        <SelectField
          label={texts.addPromoted}
          value=""
          none={texts.choose}
          choices={open.map(({ name, title }) => ({ value: name, label: title }))}
          onChoose={(name) => name !== '' && onChange([...promoted, name])}
        />
      )}
    </fieldset>
  );
}

function movedUp(list: readonly string[], index: number): string[] {
  const moved = [...list];
  const [item] = moved.splice(index, 1);
  if (item !== undefined) moved.splice(index - 1, 0, item);
  return moved;
}

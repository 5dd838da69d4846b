import type { TopicSummary } from '../../../contracts/authoring.ts';
import { Badge } from '../../design/Badge.tsx';
import { Icon, type IconName } from '../../design/Icon.tsx';
import { Menu, type MenuChoice } from '../../design/Menu.tsx';
import { RelativeTime } from '../../design/RelativeTime.tsx';
import type { Column } from '../../design/Table.tsx';
import type { AuthoringMessages } from '../../messages/authoring.en.ts';
import type { StudioTexts } from '../../messages/studio.en.ts';
import { formatRoute } from '../route.ts';
import { LanguageBadge, TopicStateBadge, TopicTypeBadge } from './topicBadges.tsx';

export type TopicAction = 'copy' | 'activate' | 'deactivate' | 'delete';

/** The columns of the list of topics. */
export function topicColumns(
  { topics }: StudioTexts,
  authoring: AuthoringMessages,
  onAction: (action: TopicAction, topic: TopicSummary) => void,
): Column<TopicSummary>[] {
  const { list } = authoring;
  return [
    {
      key: 'name',
      title: topics.name,
      cell: ({ name, title, problems }) => (
        <span class="list-what">
          <a class="list-text" href={formatRoute({ page: 'topic', name, tab: 'write' })}>
            {title}
          </a>
          <span class="muted mono">
            {name}
            {problems > 0 && (
              <span class="topic-problems">
                <Icon name="warning" />
                {list.problems(problems)}
              </span>
            )}
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      title: list.state,
      cell: ({ state, shipped, version }) => (
        <span class="list-by">
          <TopicStateBadge state={state} />
          <span class="muted">{version === null ? '' : list.version(version)}</span>
          {shipped && (
            <Badge icon="lock" title={authoring.topic.shipped}>
              {list.shipped}
            </Badge>
          )}
        </span>
      ),
    },
    {
      key: 'type',
      title: topics.type,
      cell: ({ type, role, category }) => (
        <span class="list-state">
          <TopicTypeBadge type={type} />
          <span class="muted">{category ?? role?.replaceAll('_', ' ')}</span>
        </span>
      ),
    },
    { key: 'utterances', title: topics.utterances, number: true, cell: ({ utterances }) => utterances },
    {
      key: 'languages',
      title: list.languages,
      cell: ({ languages }) => (
        <span class="list-by">
          {languages.map((each) => (
            <LanguageBadge key={each.language} of={each} />
          ))}
        </span>
      ),
    },
    { key: 'tests', title: list.tests, number: true, cell: ({ tests }) => tests },
    {
      key: 'updated',
      title: list.updated,
      cell: ({ updatedAt, updatedBy }) => (
        <span class="list-what topic-updated">
          <RelativeTime at={updatedAt} />
          {updatedBy !== null && <span class="muted">{updatedBy}</span>}
        </span>
      ),
    },
    {
      key: 'actions',
      title: list.actions,
      cell: (topic) => (
        <Menu
          label={list.actionsOf(topic.title)}
          align="end"
          buttonClass="btn btn-quiet btn-small btn-icon"
          choices={choicesFor(topic, authoring)}
          onChoose={(value) => {
            const chosen = actions.find((each) => each === value);
            if (chosen !== undefined) onAction(chosen, topic);
          }}
        >
          <Icon name="more" />
          <span class="hidden-visually">{list.actionsOf(topic.title)}</span>
        </Menu>
      ),
    },
  ];
}

const actions: readonly TopicAction[] = ['copy', 'activate', 'deactivate', 'delete'];

/** Shipped topics can be copied and switched off, not deleted (domain B2). */
function choicesFor(topic: TopicSummary, { list }: AuthoringMessages): MenuChoice[] {
  const choices: MenuChoice[] = [choice('copy', 'copy', list.duplicate)];
  if (topic.state === 'inactive') choices.push(choice('activate', 'power', list.activate));
  else if (topic.state !== 'draft') choices.push(choice('deactivate', 'power', list.deactivate));
  if (!topic.shipped) choices.push(choice('delete', 'trash', list.delete));
  return choices;
}

function choice(value: TopicAction, icon: IconName, label: string): MenuChoice {
  return {
    value,
    content: (
      <>
        <Icon name={icon} />
        {label}
      </>
    ),
  };
}

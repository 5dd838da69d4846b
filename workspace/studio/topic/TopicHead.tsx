import { useState } from 'preact/hooks';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { Icon, type IconName } from '../../design/Icon.tsx';
import { Menu, type MenuChoice } from '../../design/Menu.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { formatRoute } from '../route.ts';
import { DeleteTopicDialog } from '../topicList/DeleteTopicDialog.tsx';
import { NewTopicDialog } from '../topicList/NewTopicDialog.tsx';
import { TopicStateBadge, TopicTypeBadge } from '../topicList/topicBadges.tsx';
import type { TopicWork } from './useTopic.ts';

/** What the topic is, in which state, and what can be done with it. */
export function TopicHead({ work }: { work: TopicWork }) {
  const { window } = useWorkspace();
  const authoring = useAuthoring();
  const { topic, list } = authoring;
  const [open, setOpen] = useState<'copy' | 'delete' | 'recover' | null>(null);
  const { detail, dirty, busy } = work;
  const close = () => setOpen(null);
  const onMenu = (value: string) => {
    if (value === 'copy' || value === 'delete' || value === 'recover') setOpen(value);
    else void work.setActive(value === 'activate');
  };
  return (
    <>
      <div class="page-head topic-head">
        <div>
          <h1>{detail.title}</h1>
          <p class="record-sub">
            <span class="mono">{detail.name}</span>
            <TopicTypeBadge type={detail.type} />
            <TopicStateBadge state={detail.state} />
            {detail.version !== null && <span>{list.version(detail.version)}</span>}
            {detail.shipped && <Badge icon="lock">{list.shipped}</Badge>}
            {dirty && <span class="topic-unsaved">{topic.unsaved}</span>}
          </p>
        </div>
        <div class="page-actions">
          <Menu
            label={list.actionsOf(detail.title)}
            align="end"
            buttonClass="btn btn-secondary btn-icon"
            choices={choicesFor(work, authoring)}
            onChoose={onMenu}
          >
            <Icon name="more" />
            <span class="hidden-visually">{list.actionsOf(detail.title)}</span>
          </Menu>
          {work.readOnly ? (
            <Button look="primary" icon="copy" onClick={() => setOpen('copy')}>
              {list.duplicate}
            </Button>
          ) : (
            <>
              <Button disabled={!dirty} aria-disabled={busy} onClick={() => void work.save()}>
                {topic.save}
              </Button>
              <Button
                look="primary"
                disabled={!dirty && detail.state === 'published'}
                aria-disabled={busy}
                onClick={() => void work.publish()}
              >
                {topic.publish}
              </Button>
            </>
          )}
        </div>
      </div>
      {work.readOnly && (
        <p class="notice topic-notice">
          <Icon name="lock" />
          {topic.shipped}
        </p>
      )}
      {open === 'copy' && (
        <NewTopicDialog
          copyOf={detail}
          onClose={close}
          onMade={(name) => {
            close();
            window.location.hash = formatRoute({ page: 'topic', name, tab: 'write' });
          }}
        />
      )}
      {open === 'delete' && (
        <DeleteTopicDialog
          name={detail.name}
          title={detail.title}
          onClose={close}
          onDeleted={() => {
            window.location.hash = '#/topics';
          }}
        />
      )}
      {open === 'recover' && (
        <ConfirmDialog
          title={topic.recoverTitle}
          text={topic.recoverText}
          action={topic.recover}
          danger
          onConfirm={async () => {
            await work.recover();
            close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

function choicesFor({ detail }: TopicWork, { list, topic }: ReturnType<typeof useAuthoring>): MenuChoice[] {
  const { state, shipped, revision, version } = detail;
  return [
    choice('copy', 'copy', list.duplicate),
    ...(version !== null && revision > 0 && state === 'changed'
      ? [choice('recover', 'undo', topic.recover)]
      : []),
    ...(state === 'inactive' ? [choice('activate', 'power', list.activate)] : []),
    ...(state === 'published' || state === 'changed' ? [choice('deactivate', 'power', list.deactivate)] : []),
    ...(shipped ? [] : [choice('delete', 'trash', list.delete)]),
  ];
}

function choice(value: string, icon: IconName, label: string): MenuChoice {
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

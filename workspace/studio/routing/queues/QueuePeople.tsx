import { sentiments } from '../../../../contracts/states.ts';
import type { RoutingLists } from '../../../api/routing.ts';
import { useMessages } from '../../../messages/language.ts';
import { useRouting } from '../../../messages/routing.ts';
import { formatRoute } from '../../route.ts';
import { CheckField } from '../fields/CheckField.tsx';
import { ChoiceField } from '../fields/ChoiceField.tsx';
import { GroupsField } from '../fields/GroupsField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { RowList } from '../fields/RowList.tsx';
import { TextField } from '../fields/TextField.tsx';
import { QueueCard } from './QueueCard.tsx';
import { freshPool, type QueueDraft, type QueuePartProps } from './queueDraft.ts';

interface QueuePeopleProps extends QueuePartProps {
  rules: readonly RoutingLists['assignment-rules'][];
  /** The agents that list the queue. */
  listed: readonly RoutingLists['agents'][];
}

const sorts: readonly QueueDraft['sort'][] = ['priority', 'arrival'];
const points = { min: -100, max: 100 };

/** Who gets the queue's work, by which rule, and in which order it is given out. */
export function QueuePeople({ draft, change, rules, listed }: QueuePeopleProps) {
  const messages = useMessages();
  const texts = useRouting();
  const { queues } = texts;
  const ruleChoices = rules.map(({ id, name }) => ({ value: id, label: name }));
  const { sentimentPriority } = draft;
  return (
    <QueueCard title={queues.people}>
      <p class="small">
        {`${queues.listed}: ${listed.map(({ name }) => name).join(', ') || texts.none}. ${queues.listedHint} `}
        <a href={formatRoute({ page: 'routing', section: 'agents' })}>{texts.sections.agents}</a>
      </p>
      <RowList
        legend={queues.pools}
        hint={queues.poolsHint}
        what={queues.pool}
        items={draft.pools}
        onChange={(pools) => change({ pools })}
        add={queues.addPool}
        make={() => freshPool}
        most={20}
      >
        {(pool, changePool, at) => (
          <div class="form-grid">
            <GroupsField
              label={queues.groups}
              path={`pools.${at}.groups`}
              hint={queues.groupsHint}
              required
              values={pool.groups}
              onChange={(groups) => changePool({ ...pool, groups })}
            />
            <NumberField
              label={texts.seconds(queues.after)}
              path={`pools.${at}.afterSeconds`}
              min={0}
              max={86_400}
              empty={0}
              value={pool.afterSeconds}
              onChange={(afterSeconds) => changePool({ ...pool, afterSeconds })}
            />
            <NumberField
              label={queues.tier}
              path={`pools.${at}.tier`}
              min={0}
              max={1_000}
              empty={100}
              value={pool.tier}
              onChange={(tier) => changePool({ ...pool, tier })}
            />
            <ChoiceField
              label={queues.rule}
              path={`pools.${at}.rule`}
              value={pool.rule ?? ''}
              none={queues.queueRule}
              choices={ruleChoices}
              onChoose={(rule) => changePool({ ...pool, rule })}
            />
          </div>
        )}
      </RowList>
      <div class="form-grid">
        <ChoiceField
          label={queues.rule}
          path="rule"
          value={draft.rule ?? ''}
          none={texts.shippedRule}
          choices={ruleChoices}
          onChoose={(rule) => change({ rule })}
        />
        <ChoiceField
          label={queues.sort}
          value={draft.sort}
          choices={sorts.map((value) => ({ value, label: queues.sorts[value] }))}
          onChoose={(sort) => sort !== null && change({ sort })}
        />
        <NumberField
          label={queues.size}
          path="workItemSize"
          hint={queues.sizeHint}
          min={1}
          max={100}
          empty={null}
          value={draft.workItemSize}
          onChange={(workItemSize) => change({ workItemSize })}
        />
      </div>
      {draft.sort === 'priority' && (
        <>
          <NumberField
            label={queues.priority}
            path="priority"
            {...points}
            empty={0}
            value={draft.priority}
            onChange={(priority) => change({ priority })}
          />
          <RowList
            legend={queues.priorityRules}
            what={queues.priorityRule}
            items={draft.priorityRules}
            onChange={(priorityRules) => change({ priorityRules })}
            add={queues.addPriority}
            make={() => ({ when: '', priority: 10 })}
            most={20}
          >
            {(rule, changeRule, at) => (
              <div class="form-grid">
                <TextField
                  label={queues.priorityRule}
                  path={`priorityRules.${at}.when`}
                  mono
                  required
                  maxLength={2_000}
                  value={rule.when}
                  onChange={(when) => changeRule({ ...rule, when })}
                />
                <NumberField
                  label={queues.by}
                  path={`priorityRules.${at}.priority`}
                  {...points}
                  empty={0}
                  value={rule.priority}
                  onChange={(priority) => changeRule({ ...rule, priority })}
                />
              </div>
            )}
          </RowList>
          <fieldset class="form-part">
            <legend>{queues.sentiment}</legend>
            <CheckField
              label={queues.sentimentOwn}
              checked={sentimentPriority !== null}
              onChange={(own) =>
                change({ sentimentPriority: own ? { negative: 10, neutral: 0, positive: 0 } : null })
              }
            />
            {sentimentPriority !== null && (
              <div class="form-grid form-grid-3">
                {sentiments.map((sentiment) => (
                  <NumberField
                    key={sentiment}
                    label={messages.sentiments[sentiment]}
                    path={`sentimentPriority.${sentiment}`}
                    {...points}
                    empty={0}
                    value={sentimentPriority[sentiment]}
                    onChange={(priority) =>
                      change({ sentimentPriority: { ...sentimentPriority, [sentiment]: priority } })
                    }
                  />
                ))}
              </div>
            )}
          </fieldset>
        </>
      )}
    </QueueCard>
  );
}

import type { Destinations } from '../../../contracts/handoff.ts';
import { formatDuration } from '../../format/duration.ts';
import type { LiveTexts } from '../../messages/live.en.ts';
import type { ChoiceGroup } from './ChoiceList.tsx';

/** What a transfer or an invitation may go to, with what helps to choose. A value is `queue:id` or `agent:id`. */
export function destinationGroups(
  { queues, agents }: Destinations,
  only: 'agents' | 'queues' | undefined,
  presenceOf: (state: string) => string,
  texts: LiveTexts['transfer'],
  wordsOf: (why: string) => string,
): ChoiceGroup[] {
  const toQueues = queues.map(({ id, name, open, why, waiting, agents: count, waitSeconds }) => ({
    value: `queue:${id}`,
    label: name,
    hint: [
      why === null ? (open ? texts.open : texts.closed) : texts.refused[why],
      texts.waiting(waiting),
      texts.agentsFree(count),
      ...(waitSeconds === null || waitSeconds < 60 ? [] : [texts.wait(inMinutes(waitSeconds))]),
    ].join(' · '),
    disabled: why !== null,
  }));
  const toAgents = agents.map(({ id, name, presence, why }) => ({
    value: `agent:${id}`,
    label: name,
    hint: [presenceOf(presence), ...(why === null ? [] : [texts.notEligible(wordsOf(why))])].join(' · '),
    disabled: why !== null,
  }));
  return [
    ...(only === 'agents' ? [] : [{ title: texts.queues, choices: toQueues }]),
    // Who can be asked comes first.
    ...(only === 'queues'
      ? []
      : [
          {
            title: texts.agents,
            choices: toAgents.toSorted((a, b) => Number(a.disabled) - Number(b.disabled)),
            empty: texts.noAgents,
          },
        ]),
  ];
}

/** The payload's `to` for a chosen value. */
export function destinationOf(value: string): { queue: string } | { agent: string } {
  const [kind, id] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)];
  return kind === 'queue' ? { queue: id } : { agent: id };
}

function inMinutes(seconds: number): string {
  return formatDuration(Math.round(seconds / 60) * 60);
}

import type { TopicLanguage, TopicState, TopicSummary } from '../../../contracts/authoring.ts';
import { Badge, type Tone } from '../../design/Badge.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useStudioTexts } from '../../messages/studio.ts';

export function TopicStateBadge({ state }: { state: TopicState }) {
  return <Badge tone={stateTones[state]}>{useAuthoring().states[state]}</Badge>;
}

export function TopicTypeBadge({ type }: { type: TopicSummary['type'] }) {
  return <Badge tone={typeTones[type]}>{useStudioTexts().logs.topicKinds[type]}</Badge>;
}

/** A language and how far it is; how many texts are missing is in its title. */
export function LanguageBadge({ of }: { of: TopicLanguage }) {
  const authoring = useAuthoring();
  const title = `${authoring.languageStates[of.state]}: ${authoring.languages.share(of.translated, of.total)}`;
  return (
    <Badge tone={languageTones[of.state]} title={title}>
      {of.language}
      <span class="hidden-visually">: {title}</span>
    </Badge>
  );
}

const stateTones: Readonly<Record<TopicState, Tone>> = {
  published: 'ok',
  changed: 'warn',
  draft: 'info',
  inactive: 'plain',
};

const typeTones: Readonly<Record<TopicSummary['type'], Tone>> = {
  topic: 'accent',
  block: 'info',
  setup: 'va',
  small_talk: 'plain',
};

export const languageTones: Readonly<Record<TopicLanguage['state'], Tone>> = {
  complete: 'ok',
  partial: 'warn',
  not_started: 'plain',
  needs_publishing: 'info',
};

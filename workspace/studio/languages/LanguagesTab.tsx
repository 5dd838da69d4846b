import { useMemo, useState } from 'preact/hooks';
import type { TopicLanguage } from '../../../contracts/authoring.ts';
import { needsTranslation } from '../../../contracts/topic/needsTranslation.ts';
import { Badge } from '../../design/Badge.tsx';
import { Button } from '../../design/Button.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Loading } from '../../design/Loading.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useLanguage } from '../../messages/language.ts';
import { formatRoute } from '../route.ts';
import type { TopicWork } from '../topic/useTopic.ts';
import { languageTones } from '../topicList/topicBadges.tsx';
import { PhrasesForm } from './PhrasesForm.tsx';
import { TranslationTable } from './TranslationTable.tsx';
import type { TopicLanguages } from './translateTopic.ts';
import { type Translating, useTranslating } from './useTranslating.ts';

/** The topic in each language: how far it is, its texts beside the original, and what people say for it. */
export function LanguagesTab({ work }: { work: TopicWork }) {
  const translating = useTranslating();
  if (translating === null) return <Loading />;
  return <Languages work={work} translating={translating} />;
}

function Languages({ work, translating }: { work: TopicWork; translating: Translating }) {
  const { languages: texts, tabs } = useAuthoring();
  const topic = useMemo(() => translating.readLanguages(work.text), [translating, work.text]);
  const [added, setAdded] = useState<string[]>([]);
  const all = [
    ...new Set([...topic.languages, ...work.detail.languages.map(({ language }) => language), ...added]),
  ];
  const [chosen, setChosen] = useState(all.find((each) => each !== topic.own) ?? topic.own);
  if (topic.broken) {
    return (
      <EmptyState icon="warning" title={texts.brokenTitle} text={texts.brokenHint}>
        <a
          class="btn btn-secondary"
          href={formatRoute({ page: 'topic', name: work.detail.name, tab: 'write' })}
        >
          {tabs.write}
        </a>
      </EmptyState>
    );
  }
  return (
    <div class="languages">
      <div class="language-side">
        <ul class="language-list card" aria-label={texts.list}>
          {all.map((language) => (
            <li key={language}>
              <button
                type="button"
                class="language"
                aria-current={language === chosen ? 'true' : undefined}
                onClick={() => setChosen(language)}
              >
                <LanguageName code={language} />
                <LanguageState work={work} topic={topic} language={language} />
              </button>
            </li>
          ))}
        </ul>
        {!work.readOnly && (
          <AddLanguage
            taken={all}
            onAdd={(language) => {
              setAdded([...added, language]);
              setChosen(language);
            }}
          />
        )}
      </div>
      <div class="language-main">
        <TranslationTable
          key={chosen}
          work={work}
          translating={translating}
          topic={topic}
          language={chosen}
        />
        <PhrasesForm
          key={`${chosen} phrases`}
          work={work}
          translating={translating}
          topic={topic}
          language={chosen}
        />
      </div>
    </div>
  );
}

function LanguageName({ code }: { code: string }) {
  const { code: shown } = useLanguage();
  const name = new Intl.DisplayNames([shown.value], { type: 'language', fallback: 'code' }).of(code);
  return (
    <span class="language-name">
      <strong>{name}</strong>
      <span class="muted mono">{code}</span>
    </span>
  );
}

interface LanguageStateProps {
  work: TopicWork;
  topic: TopicLanguages;
  language: string;
}

/** Counted from the text as it stands; whether a complete language still has to be published, the server knows. */
function LanguageState({ work, topic, language }: LanguageStateProps) {
  const authoring = useAuthoring();
  const { own, translations } = topic;
  const texts = topic.texts.filter(({ original }) => needsTranslation(original));
  const total = texts.length;
  const done =
    language === own ? total : texts.filter(({ key }) => hasText(translations[language]?.[key])).length;
  const saved = work.detail.languages.find((each) => each.language === language)?.state;
  const complete = work.dirty || saved === 'needs_publishing' ? 'needs_publishing' : 'complete';
  const state: TopicLanguage['state'] = done === total ? complete : done === 0 ? 'not_started' : 'partial';
  return (
    <span class="language-state">
      <Badge tone={languageTones[state]}>{authoring.languageStates[state]}</Badge>
      <span class="muted small">{authoring.languages.share(done, total)}</span>
    </span>
  );
}

function hasText(text: string | string[] | undefined): boolean {
  return text !== undefined && text.length > 0;
}

function AddLanguage({ taken, onAdd }: { taken: readonly string[]; onAdd: (language: string) => void }) {
  const { languages: texts } = useAuthoring();
  const [tag, setTag] = useState('');
  const good = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) && !taken.includes(tag);
  return (
    <form
      class="language-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (!good) return;
        onAdd(tag);
        setTag('');
      }}
    >
      <input
        class="input"
        aria-label={texts.addLabel}
        placeholder={texts.addHint}
        value={tag}
        onInput={(event) => setTag(event.currentTarget.value.trim())}
      />
      <Button type="submit" icon="plus" disabled={!good}>
        {texts.add}
      </Button>
    </form>
  );
}

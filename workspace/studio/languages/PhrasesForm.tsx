import { Field } from '../../design/Field.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import type { TopicWork } from '../topic/useTopic.ts';
import type { TopicLanguages } from './translateTopic.ts';
import type { Translating } from './useTranslating.ts';

const sections = ['utterances', 'keywords'] as const;

interface PhrasesFormProps {
  work: TopicWork;
  translating: Translating;
  topic: TopicLanguages;
  language: string;
}

/** What people say for the topic in a language, one a line. */
export function PhrasesForm({ work, translating, topic, language }: PhrasesFormProps) {
  const { languages: texts } = useAuthoring();
  return (
    <section class="phrases card" aria-label={texts.phrases}>
      {sections.map((section) => {
        const phrases = topic[section][language] ?? [];
        return (
          <Field key={section} label={texts[section](phrases.length)} hint={texts.hints[section]}>
            {(ids) => (
              <textarea
                {...ids}
                class="input"
                lang={language}
                rows={section === 'utterances' ? 8 : 3}
                readOnly={work.readOnly}
                value={phrases.join('\n')}
                onChange={(event) => {
                  const lines = event.currentTarget.value.split('\n').map((line) => line.trim());
                  work.edit(translating.writePhrases(work.text, section, language, lines.filter(Boolean)));
                }}
              />
            )}
          </Field>
        );
      })}
    </section>
  );
}

import { useMemo, useState } from 'preact/hooks';
import { needsTranslation } from '../../../contracts/topic/needsTranslation.ts';
import { Button } from '../../design/Button.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { saveText } from '../saveText.ts';
import type { TopicWork } from '../topic/useTopic.ts';
import type { TopicText } from './topicTexts.ts';
import type { TopicLanguages } from './translateTopic.ts';
import { readTranslationFile, writeTranslationFile } from './translationFile.ts';
import type { Translating } from './useTranslating.ts';

interface TranslationTableProps {
  work: TopicWork;
  translating: Translating;
  topic: TopicLanguages;
  language: string;
}

/** Each text beside its original; what is missing stands first and stays in its place while it is written. */
export function TranslationTable({ work, translating, topic, language }: TranslationTableProps) {
  const { window, toasts } = useWorkspace();
  const { languages: texts } = useAuthoring();
  const [onlyMissing, setOnlyMissing] = useState(false);
  const translated = topic.translations[language] ?? {};
  // The order is that of the first look.
  const missing = useMemo(
    () =>
      new Set(
        topic.texts
          .filter(({ key, original }) => needsTranslation(original) && (translated[key] ?? '').length === 0)
          .map(({ key }) => key),
      ),
    [],
  );
  if (language === topic.own) return <p class="notice">{texts.own}</p>;
  const first = topic.texts.filter(({ key }) => missing.has(key));
  const rows = onlyMissing ? first : [...first, ...topic.texts.filter(({ key }) => !missing.has(key))];
  const write = (changed: Record<string, string | string[]>) =>
    work.edit(translating.writeTranslations(work.text, language, changed));
  const download = () =>
    saveText(
      window,
      `${work.detail.name}.${language}.json`,
      writeTranslationFile(work.detail.name, language, topic.texts, translated),
    );
  const upload = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = readTranslationFile(await file.text(), topic.texts);
    if (read === null) {
      toasts.say(() => texts.importWrong, { bad: true });
      return;
    }
    write(read.texts);
    toasts.say(() => texts.imported(Object.keys(read.texts).length, read.unknown));
  };
  return (
    <section aria-label={texts.table(language)}>
      <div class="tab-tools">
        <label class="check">
          <input
            type="checkbox"
            checked={onlyMissing}
            onChange={(event) => setOnlyMissing(event.currentTarget.checked)}
          />
          {texts.onlyMissing}
        </label>
        <span class="bar-space" />
        <Button small icon="download" onClick={download}>
          {texts.export}
        </Button>
        {!work.readOnly && (
          <label class="btn btn-secondary btn-small upload">
            {texts.import}
            <input
              type="file"
              accept="application/json,.json"
              class="hidden-visually"
              onChange={(event) => {
                void upload(event.currentTarget.files?.[0]);
                event.currentTarget.value = '';
              }}
            />
          </label>
        )}
      </div>
      {rows.length === 0 ? (
        <p class="muted small">{texts.noneMissing}</p>
      ) : (
        <ul class="translations card">
          {rows.map((row) => (
            <Translation
              key={row.key}
              row={row}
              text={translated[row.key] ?? ''}
              language={language}
              own={topic.own}
              readOnly={work.readOnly}
              onWrite={(text) => write({ [row.key]: text })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface TranslationProps {
  row: TopicText;
  text: string | string[];
  language: string;
  own: string;
  readOnly: boolean;
  onWrite: (text: string | string[]) => void;
}

function Translation({ row, text, language, own, readOnly, onWrite }: TranslationProps) {
  const { languages: texts } = useAuthoring();
  const alternates = Array.isArray(row.original);
  const shown = [text].flat().join('\n');
  return (
    <li
      class={
        shown === '' && needsTranslation(row.original) ? 'translation translation-missing' : 'translation'
      }
    >
      <div>
        <p class="mono muted small">{row.key}</p>
        <p class="translation-original" lang={own}>
          {[row.original].flat().join('\n')}
        </p>
      </div>
      <div>
        <textarea
          class="input"
          lang={language}
          rows={Math.max(2, Math.ceil([row.original].flat().join('\n').length / 60))}
          aria-label={texts.translationOf(row.key)}
          aria-readonly={readOnly}
          readOnly={readOnly}
          value={shown}
          onChange={(event) => {
            const lines = event.currentTarget.value.trim();
            onWrite(alternates && lines !== '' ? lines.split(/\n+/) : lines);
          }}
        />
        {alternates && <p class="field-hint">{texts.alternates}</p>}
      </div>
    </li>
  );
}

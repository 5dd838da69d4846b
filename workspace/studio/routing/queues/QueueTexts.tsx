import { useState } from 'preact/hooks';
import type { QueueTextKey } from '../../../../contracts/handoff.ts';
import { Tabs } from '../../../design/Tabs.tsx';
import { useRouting } from '../../../messages/routing.ts';
import { AddLanguage } from '../fields/AddLanguage.tsx';
import { TextField } from '../fields/TextField.tsx';
import { TextPreview } from '../TextPreview.tsx';
import { QueueCard } from './QueueCard.tsx';
import type { QueuePartProps } from './queueDraft.ts';

const keys: readonly QueueTextKey[] = [
  'connecting',
  'queued',
  'joined',
  'firstResponse',
  'noAgents',
  'closed',
  'maxWait',
];

/** What the requester reads, in each language, and how it looks. */
export function QueueTexts({ draft, change }: QueuePartProps) {
  const texts = useRouting();
  const { queues } = texts;
  const [added, setAdded] = useState<string[]>([]);
  const languages = [...new Set(['en', 'de', ...Object.keys(draft.texts), ...added])];
  const [language, setLanguage] = useState(languages[0] ?? 'en');
  const own = draft.texts[language] ?? {};
  const write = (key: QueueTextKey, text: string) => {
    const { [key]: _, ...others } = own;
    const written = text.trim() === '' ? others : { ...others, [key]: text };
    // The order of the languages stays: whose language is missing reads the first.
    const all = { ...draft.texts, [language]: written };
    const kept = Object.entries(all).filter(([, said]) => Object.keys(said).length > 0);
    change({ texts: Object.fromEntries(kept) });
  };
  const sample = { ...queues.sample, queue: draft.name || queues.sample.queue };
  return (
    <QueueCard title={queues.texts}>
      <p class="muted small">{queues.textsHint}</p>
      <Tabs
        label={texts.language}
        tabs={languages.map((key) => ({ key, label: texts.languageNames[key] ?? key }))}
        current={language}
        onChange={setLanguage}
      >
        <div class="queue-texts">
          <div class="queue-texts-fields">
            {keys.map((key) => (
              <TextField
                key={`${language} ${key}`}
                label={queues.textKeys[key]}
                path={`texts.${language}.${key}`}
                lang={language}
                rows={2}
                maxLength={1_000}
                value={own[key] ?? ''}
                onChange={(text) => write(key, text)}
              />
            ))}
          </div>
          <TextPreview
            lang={language}
            texts={keys.map((key) => [queues.textKeys[key], own[key] ?? ''] as const)}
            values={sample}
          />
        </div>
      </Tabs>
      <AddLanguage
        has={languages}
        onAdd={(another) => {
          setAdded([...added, another]);
          setLanguage(another);
        }}
      />
    </QueueCard>
  );
}

import { useRouting } from '../../messages/routing.ts';
import { fillText } from './fields/fillText.ts';

interface TextPreviewProps {
  /** What each is called, and the text. */
  texts: readonly (readonly [string, string])[];
  /** Made up for the placeholders. */
  values: Readonly<Record<string, string>>;
  lang?: string;
}

/** Texts as somebody reads them. */
export function TextPreview({ texts, values, lang }: TextPreviewProps) {
  const { queues } = useRouting();
  const written = texts.filter(([, text]) => text.trim() !== '');
  if (written.length === 0) return null;
  return (
    <section class="text-preview" aria-label={queues.preview}>
      <p class="muted small">{`${queues.preview}. ${queues.previewHint}`}</p>
      <dl>
        {written.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd lang={lang}>{fillText(text, values)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

import type { Localised } from '../../../../contracts/handoff.ts';
import { Button } from '../../../design/Button.tsx';
import { useRouting } from '../../../messages/routing.ts';
import { AddLanguage } from './AddLanguage.tsx';
import { TextField } from './TextField.tsx';

interface LanguageTextsProps {
  label: string;
  path: string;
  value: Localised;
  onChange: (value: Localised) => void;
  hint?: string;
  maxLength: number;
  rows?: number;
}

/** One text in each language; whose language is missing reads the first. */
export function LanguageTexts({
  label,
  path,
  value,
  onChange,
  hint,
  maxLength,
  rows = 2,
}: LanguageTextsProps) {
  const texts = useRouting();
  const languages = Object.keys(value);
  return (
    <div class="language-texts">
      {languages.map((language) => {
        const name = texts.languageNames[language] ?? language;
        return (
          <div class="language-text" key={language}>
            <TextField
              label={`${label}: ${name}`}
              path={`${path}.${language}`}
              lang={language}
              rows={rows}
              required
              maxLength={maxLength}
              hint={hint}
              value={value[language] ?? ''}
              onChange={(text) => onChange({ ...value, [language]: text })}
            />
            {languages.length > 1 && (
              <Button
                look="quiet"
                icon="trash"
                iconOnly
                onClick={() =>
                  onChange(Object.fromEntries(Object.entries(value).filter(([one]) => one !== language)))
                }
              >
                {texts.remove(`${label}: ${name}`)}
              </Button>
            )}
          </div>
        );
      })}
      <AddLanguage has={languages} onAdd={(language) => onChange({ ...value, [language]: '' })} />
    </div>
  );
}

import { useState } from 'preact/hooks';
import { Button } from '../../../design/Button.tsx';
import { Field } from '../../../design/Field.tsx';
import { useRouting } from '../../../messages/routing.ts';

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Another language, by its tag. */
export function AddLanguage({ has, onAdd }: { has: readonly string[]; onAdd: (language: string) => void }) {
  const texts = useRouting();
  const [tag, setTag] = useState('');
  const usable = languageTag.test(tag) && !has.includes(tag);
  const add = () => {
    if (!usable) return;
    onAdd(tag);
    setTag('');
  };
  return (
    <div class="add-language">
      <Field label={texts.addLanguage}>
        {(ids) => (
          <input
            {...ids}
            class="input mono"
            placeholder={has.includes('de') ? 'fr' : 'de'}
            maxLength={35}
            value={tag}
            onInput={(event) => setTag(event.currentTarget.value.trim())}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // The form around it is not meant.
              event.preventDefault();
              add();
            }}
          />
        )}
      </Field>
      <Button icon="plus" disabled={!usable} onClick={add}>
        {texts.add}
      </Button>
    </div>
  );
}

import { Icon } from '../design/Icon.tsx';
import { Menu } from '../design/Menu.tsx';
import { useLanguage } from '../messages/language.ts';
import { languageCodes } from '../messages/pickLanguage.ts';

export function LanguageMenu({ buttonClass }: { buttonClass: string }) {
  const language = useLanguage();
  const messages = language.messages.value;
  const code = language.code.value;
  return (
    <Menu
      label={messages.language.label}
      align="end"
      buttonClass={buttonClass}
      choices={languageCodes.map((each) => ({
        value: each,
        chosen: each === code,
        content: (
          <>
            <span class="menu-item-text" lang={each}>
              {messages.language.names[each]}
            </span>
            {each === code && <Icon name="check" />}
          </>
        ),
      }))}
      onChoose={(chosen) => {
        const known = languageCodes.find((each) => each === chosen);
        if (known !== undefined) language.choose(known);
      }}
    >
      <Icon name="globe" />
      <span class="hidden-visually">{messages.language.label}: </span>
      {code.toUpperCase()}
    </Menu>
  );
}

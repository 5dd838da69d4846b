import { wordsOf } from './answers/words.ts';
import { commands as de } from './commands.de.ts';
import { commands as en } from './commands.en.ts';

const commandNames = ['agent', 'help', 'hello', 'bye', 'restart', 'cancel', 'back'] as const;
export type Command = (typeof commandNames)[number];

/**
 * How people say the commands of messaging apps (domain B6) in one language, as `wordsOf` writes words. Only the whole
 * text counts, apart from polite words and what a wish begins with. All languages are understood always.
 */
export interface CommandPhrases {
  phrases: Readonly<Record<Command, readonly string[]>>;
  polite: readonly string[];
  wishes: RegExp;
}

const languages: readonly CommandPhrases[] = [en, de];
const polite = new Set(languages.flatMap((language) => language.polite));
const byPhrase: ReadonlyMap<string, Command> = new Map(
  languages.flatMap(({ phrases }) =>
    commandNames.flatMap((command) => phrases[command].map((phrase): [string, Command] => [phrase, command])),
  ),
);

/** The command that a text is; null when it is anything else or more. */
export function commandOf(text: string): Command | null {
  const words = wordsOf(text);
  const whole = byPhrase.get(words.join(' '));
  if (whole !== undefined) return whole;
  const said = words.filter((word) => !polite.has(word)).join(' ');
  for (const wish of [said, ...languages.map(({ wishes }) => said.replace(wishes, ''))]) {
    const command = byPhrase.get(wish);
    if (command !== undefined) return command;
  }
  return null;
}

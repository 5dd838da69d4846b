import { wordsOf } from './answers/words.ts';

export type Command = 'agent' | 'help' | 'hello' | 'bye' | 'restart' | 'cancel';

/** The commands of messaging apps (domain B6) and how people say them. Only the whole text counts. */
const phrases: Readonly<Record<Command, readonly string[]>> = {
  agent: [
    'agent',
    'live agent',
    'human',
    'a human',
    'person',
    'a person',
    'real person',
    'representative',
    'operator',
    'live chat',
    'talk to a human',
    'talk to human',
    'talk to a person',
    'talk to a real person',
    'talk to someone',
    'talk to somebody',
    'talk to an agent',
    'talk to agent',
    'talk to a live agent',
    'speak to a human',
    'speak to a person',
    'speak to someone',
    'speak to an agent',
    'speak to agent',
    'speak with an agent',
    'chat with an agent',
    'chat with a person',
    'connect me to an agent',
  ],
  help: [
    'help',
    'menu',
    'options',
    'capabilities',
    'what can you do',
    'show me everything',
    'show everything',
    'topics',
    'list topics',
  ],
  hello: [
    'hi',
    'hello',
    'hey',
    'hi there',
    'hello there',
    'hey there',
    'hiya',
    'good morning',
    'good afternoon',
    'good evening',
  ],
  bye: [
    'bye',
    'goodbye',
    'good bye',
    'bye bye',
    'see you',
    'thats all',
    'no thats all',
    'no that is all',
    'no thats it',
    'nothing else',
    'that is all',
    'im done',
    'end chat',
    'end conversation',
    'close chat',
  ],
  restart: ['restart', 'start over', 'start again', 'begin again', 'reset'],
  cancel: [
    'cancel',
    'stop',
    'quit',
    'exit',
    'abort',
    'never mind',
    'no thanks',
    'no thank you',
    'nevermind',
    'forget it',
  ],
};
const polite = new Set(['please', 'pls', 'thanks', 'now', 'ok', 'okay', 'sorry']);
const wishes = /^(?:can i|could i|may i|i want to|i would like to|id like to|i need to|let me|i wanna)\s+/;

const byPhrase: ReadonlyMap<string, Command> = new Map(
  commandNames().flatMap((command) => phrases[command].map((phrase): [string, Command] => [phrase, command])),
);

/** The command that a text is; null when it is anything else or more. */
export function commandOf(text: string): Command | null {
  const said = wordsOf(text)
    .filter((word) => !polite.has(word))
    .join(' ');
  return byPhrase.get(said) ?? byPhrase.get(said.replace(wishes, '')) ?? null;
}

function commandNames(): readonly Command[] {
  return ['agent', 'help', 'hello', 'bye', 'restart', 'cancel'];
}

import type { DeskOptions } from '../../../contracts/handoff.ts';
import type { InteractionHeader } from '../../../contracts/header.ts';
import type { Live } from '../../../contracts/live.ts';
import { type WaitingReason, waitingReasons } from '../../../contracts/states.ts';
import type { DeskRole } from '../state/roleOf.ts';

/** What can be typed after `/`, in the order of the list. */
export const commandNames = [
  'r',
  'ta',
  'tq',
  'invite',
  'help',
  'topic',
  'hold',
  'resume',
  'return',
  'end',
  'note',
] as const;
export type CommandName = (typeof commandNames)[number];
export type Response = DeskOptions['responses'][number];

export type CommandOption =
  | { kind: 'command'; id: string; command: CommandName; title: string }
  | { kind: 'template'; id: string; response: Response }
  | { kind: 'reason'; id: string; reason: WaitingReason; title: string };

interface CommandList {
  /** What is chosen from. */
  stage: 'commands' | 'templates' | 'reasons';
  options: readonly CommandOption[];
  /** What was typed after the command. */
  argument: string;
}

export interface CommandChoices {
  commands: readonly CommandName[];
  titles: Readonly<Record<CommandName, string>>;
  reasons: Readonly<Record<WaitingReason, string>>;
  responses: readonly Response[];
}

interface Place {
  role: DeskRole | null;
  header: Pick<InteractionHeader, 'state' | 'type'>;
  live: Live;
  options: Pick<DeskOptions, 'responses' | 'topics'> | null;
}

/** The commands that make sense for who is at this desk, as the conversation stands. */
export function commandsFor({ role, header, live, options }: Place): CommandName[] {
  const holds = role === 'holder';
  const may: Record<CommandName, boolean> = {
    r: (options?.responses.length ?? 0) > 0,
    ta: holds,
    tq: holds,
    invite: holds,
    help: holds && live.help === null,
    topic: (holds || role === 'public') && live.errand === null && (options?.topics.length ?? 0) > 0,
    hold: holds && header.state === 'work_in_progress',
    resume: holds && header.state === 'on_hold',
    // It answers in chats and messages alone.
    return: holds && (header.type === 'chat' || header.type === 'messaging'),
    end: holds,
    note: holds || role === 'public',
  };
  return commandNames.filter((name) => may[name]);
}

/**
 * What a line that begins with `/` offers. `/r` and `/hold` have a list of their own; without a space a word is looked
 * for in the names and titles of the commands and at the start of the templates' shortcuts.
 */
export function commandList(line: string, choices: CommandChoices): CommandList {
  const [, typed = '', space, rest = ''] = /^\/(\S*)(\s+)?(.*)$/s.exec(line) ?? [];
  const word = typed.toLowerCase();
  const argument = rest.trim();
  const command = choices.commands.find((name) => name === word);
  if (space !== undefined) {
    if (command === 'r') return { stage: 'templates', options: templates(argument, choices), argument };
    if (command === 'hold') return { stage: 'reasons', options: reasons(argument, choices), argument };
    return {
      stage: 'commands',
      options: command === undefined ? [] : [commandOption(command, choices)],
      argument,
    };
  }
  const commands = choices.commands
    .filter((name) => name.startsWith(word) || beginsAWord(choices.titles[name], word))
    // The very name comes first.
    .sort((a, b) => Number(b === word) - Number(a === word));
  const byShortcut = word === '' ? [] : choices.responses.filter(({ shortcut }) => shortcut.startsWith(word));
  return {
    stage: 'commands',
    options: [...commands.map((name) => commandOption(name, choices)), ...byShortcut.map(templateOption)],
    argument,
  };
}

function commandOption(command: CommandName, { titles }: CommandChoices): CommandOption {
  return { kind: 'command', id: `command-${command}`, command, title: titles[command] };
}

function templateOption(response: Response): CommandOption {
  return { kind: 'template', id: `template-${response.id}`, response };
}

function templates(search: string, { responses }: CommandChoices): CommandOption[] {
  const wanted = search.toLowerCase();
  const first = ({ shortcut }: Response) => Number(shortcut.startsWith(wanted));
  return responses
    .filter(({ shortcut, title }) => shortcut.includes(wanted) || title.toLowerCase().includes(wanted))
    .sort((a, b) => first(b) - first(a))
    .map(templateOption);
}

function reasons(search: string, choices: CommandChoices): CommandOption[] {
  return waitingReasons
    .map(
      (reason): CommandOption => ({
        kind: 'reason',
        id: `reason-${reason}`,
        reason,
        title: choices.reasons[reason],
      }),
    )
    .filter((each) => each.kind === 'reason' && each.title.toLowerCase().includes(search.toLowerCase()));
}

function beginsAWord(title: string, start: string): boolean {
  return title
    .toLowerCase()
    .split(/\s+/)
    .some((word) => word.startsWith(start));
}

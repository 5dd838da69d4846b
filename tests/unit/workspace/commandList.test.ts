import { quiet } from '../../../contracts/live.ts';
import { type CommandChoices, commandList, commandsFor } from '../../../workspace/desk/live/commandList.ts';
import { doingOf } from '../../../workspace/desk/live/doing.ts';
import { en } from '../../../workspace/messages/live.en.ts';
import { header } from './samples.ts';

const responses = [
  { id: '1', shortcut: 'greeting', title: 'Greeting', text: { en: 'Hello {requester}' } },
  { id: '2', shortcut: 'vpn-reset', title: 'Reset the VPN', text: { en: 'Please reset it.' } },
];
const options = {
  topics: [{ name: 'unlock', title: 'Unlock', description: '' }],
  responses,
};
const place = { header: header(), live: quiet, options };
const choices: CommandChoices = {
  commands: commandsFor({ ...place, role: 'holder' }),
  titles: en.commands.titles,
  reasons: { waiting_on_customer: 'Waiting on customer', waiting_internal: 'Waiting internal' },
  responses,
};
const offered = (line: string) =>
  commandList(line, choices).options.map((option) =>
    option.kind === 'command'
      ? option.command
      : option.kind === 'template'
        ? option.response.shortcut
        : option.reason,
  );

describe('which commands there are', () => {
  test('all that make sense to who has the conversation', () => {
    expect(choices.commands).toEqual([
      'r',
      'ta',
      'tq',
      'invite',
      'help',
      'topic',
      'hold',
      'return',
      'end',
      'note',
    ]);
  });

  test('taking up again in place of holding, and no second call for help', () => {
    const help = { by: { id: 'agent1', name: 'Ada' }, note: null, at: '' };
    const commands = commandsFor({
      ...place,
      role: 'holder',
      header: header({ state: 'on_hold' }),
      live: { ...quiet, help },
    });
    expect(commands).toContain('resume');
    expect(commands).not.toContain('hold');
    expect(commands).not.toContain('help');
  });

  test('who was invited starts topics and writes, but gives nothing away', () => {
    expect(commandsFor({ ...place, role: 'public' })).toEqual(['r', 'topic', 'note']);
    expect(commandsFor({ ...place, role: 'whisper' })).toEqual(['r']);
    expect(commandsFor({ ...place, role: null, options: null })).toEqual([]);
  });

  test('no topic while one runs', () => {
    const errand = { topic: 'unlock', title: 'Unlock', by: null, at: '' };
    expect(commandsFor({ ...place, role: 'holder', live: { ...quiet, errand } })).not.toContain('topic');
  });
});

describe('what a line offers', () => {
  test('a slash: every command', () => {
    expect(offered('/')).toEqual([...choices.commands]);
  });

  test('the beginning of a name or of a word in a title', () => {
    expect(offered('/transfer')).toEqual(['ta', 'tq']);
    expect(offered('/coll')).toEqual(['invite']);
  });

  test('the very name comes first', () => {
    expect(offered('/r')[0]).toBe('r');
    expect(offered('/end')).toEqual(['end']);
  });

  test('a template by the start of its shortcut, after the commands', () => {
    expect(offered('/gre')).toEqual(['greeting']);
  });

  test('/r lists the templates, by shortcut or title, the shortcut first', () => {
    expect(offered('/r ')).toEqual(['greeting', 'vpn-reset']);
    expect(offered('/r vpn')).toEqual(['vpn-reset']);
    expect(offered('/r RESET the')).toEqual(['vpn-reset']);
    expect(commandList('/r nothing', choices)).toMatchObject({ stage: 'templates', options: [] });
  });

  test('/hold asks what it waits for', () => {
    expect(offered('/hold ')).toEqual(['waiting_on_customer', 'waiting_internal']);
    expect(offered('/hold int')).toEqual(['waiting_internal']);
  });

  test('what follows a command goes to its dialog', () => {
    const { options: found, argument } = commandList('/ta ben ok', choices);
    expect(found).toHaveLength(1);
    expect(doingOf('ta', argument)).toEqual({ what: 'transfer', only: 'agents', search: 'ben ok' });
    expect(doingOf('help', 'a second pair of eyes')).toEqual({ what: 'help', note: 'a second pair of eyes' });
    expect(doingOf('note', 'x')).toBeNull();
  });

  test('words that are no command', () => {
    expect(offered('/etc/hosts')).toEqual([]);
    expect(offered('/etc is full')).toEqual([]);
    expect(commandList('/xyz', choices).stage).toBe('commands');
  });
});

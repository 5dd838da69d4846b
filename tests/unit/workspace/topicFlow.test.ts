import docs from '../../../workspace/studio/editor/topicDocs.atBuild.ts';
import { flowOf } from '../../../workspace/studio/flow/flowOf.ts';
import { layoutFlow } from '../../../workspace/studio/flow/layoutFlow.ts';
import { readTopicText } from '../../../workspace/studio/flow/readTopicText.ts';
import { filterTopics } from '../../../workspace/studio/topicList/filterTopics.ts';
import { aroundChanges, diffLines } from '../../../workspace/studio/versions/diffLines.ts';

/** The ways of a topic with these elements, as `from -label-> to`. */
function ways(elements: string): string[] {
  const { edges } = flowOf(readTopicText(`name: x\nelements:\n${elements}`), docs);
  return edges.map(({ from, label, to }) => `${from} -${label}-> ${to}`);
}

describe('the flow of a topic', () => {
  test('elements go on to the next one, and at last to the end', () => {
    expect(ways('  - {id: a, kind: text, text: Hi}\n  - {id: b, kind: text, text: Bye}')).toEqual([
      'a --> b',
      'b --> end of b',
    ]);
  });

  test('branches carry their names, and what they leave open goes on', () => {
    const elements = [
      '  - {id: a, kind: yes_no_input, prompt: Sure?, yes: c}',
      '  - {id: b, kind: decision, branches: [{when: vaVars.x == 1, label: one, next: c}]}',
      '  - {id: c, kind: transfer, on: {no_agents: d, closed_hours: d}}',
      '  - {id: d, kind: end}',
    ];
    expect(ways(elements.join('\n'))).toEqual([
      'a -yes-> c',
      'a -no-> b',
      'b -one, otherwise-> c',
      'c -no_agents, closed_hours-> d',
    ]);
  });

  test('an element whose ways are all named does not go on', () => {
    const elements =
      '  - {id: a, kind: lookup, table: incident, into: x, found: end, none: b}\n  - {id: b, kind: end}';
    expect(ways(elements)).toEqual(['a -found-> end of a', 'a -none-> b']);
  });

  test('what nothing leads to, and what is not there, is marked', () => {
    const text = 'elements:\n  - {id: a, kind: text, text: Hi, next: gone}\n  - {id: b, kind: end}\n';
    const { nodes } = flowOf(readTopicText(text), docs);
    expect(nodes.find(({ id }) => id === 'b')).toMatchObject({ unreachable: true, line: 3 });
    expect(nodes.find(({ role }) => role === 'missing')).toMatchObject({ title: 'gone' });
  });

  test('a broken text is drawn as far as it can be read', () => {
    const topic = readTopicText('elements:\n  - id: a\n    kind: text\n    text: "unclosed\n');
    expect(topic.broken).toBe(true);
    expect(topic.elements.map(({ id }) => id)).toEqual(['a']);
    expect(readTopicText('').elements).toEqual([]);
    expect(readTopicText('elements: {a: *nowhere}').elements).toEqual([]);
  });

  test('every element has a place of its own', () => {
    const elements = Array.from(
      { length: 12 },
      (_, at) => `  - {id: e${at}, kind: yes_no_input, prompt: x, no: e${at % 4}}`,
    );
    const placed = layoutFlow(flowOf(readTopicText(`elements:\n${elements.join('\n')}`), docs));
    for (const [at, one] of placed.nodes.entries()) {
      expect(one.x >= 0 && one.x + one.width <= placed.width && one.y + one.height <= placed.height).toBe(
        true,
      );
      for (const other of placed.nodes.slice(at + 1)) {
        const apart =
          Math.abs(one.x - other.x) >= one.width ||
          Math.abs(one.y - other.y) >= Math.min(one.height, other.height);
        expect([one.id, other.id, apart]).toEqual([one.id, other.id, true]);
      }
    }
    expect(placed.edges.every(({ points }) => points.length > 1)).toBe(true);
  });
});

describe('the difference of two texts', () => {
  const show = (before: string, after: string) =>
    diffLines(before, after).map(
      ({ change, text }) => `${change === 'same' ? ' ' : change === 'added' ? '+' : '-'}${text}`,
    );

  test('says line by line what went and what came', () => {
    expect(show('a\nb\nc\nd', 'a\nx\nc\nd\ne')).toEqual([' a', '-b', '+x', ' c', ' d', '+e']);
    expect(show('', 'a')).toEqual(['-', '+a']);
    expect(show('a\na\nb', 'a\nb')).toEqual([' a', '-a', ' b']);
  });

  test('numbers the lines of both texts', () => {
    expect(diffLines('a\nb', 'b')).toEqual([
      { change: 'removed', text: 'a', before: 1, after: null },
      { change: 'same', text: 'b', before: 2, after: 1 },
    ]);
  });

  test('shows what is near a change, and one gap for what is not', () => {
    const many = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    const shown = aroundChanges(
      diffLines(many.join('\n'), [...many.slice(0, 10), 'new', ...many.slice(10)].join('\n')),
      2,
    );
    expect(shown.map((line) => line?.text ?? '…')).toEqual([
      '…',
      'line 8',
      'line 9',
      'new',
      'line 10',
      'line 11',
      '…',
    ]);
  });
});

describe('the list of topics', () => {
  const topic = {
    description: '',
    role: null,
    shipped: false,
    version: 1,
    promoted: false,
    discoverable: true,
    visible: true,
    utterances: 3,
    tests: 0,
    problems: 0,
    updatedAt: null,
    updatedBy: null,
  };
  const english = { language: 'en', state: 'complete' as const, translated: 1, total: 1, missing: [] };
  const german = { ...english, language: 'de' };
  const list = [
    {
      ...topic,
      name: 'vpn',
      title: 'VPN trouble',
      type: 'topic' as const,
      state: 'published' as const,
      category: 'Network',
      languages: [english, german],
    },
    {
      ...topic,
      name: 'hi',
      title: 'Hello',
      type: 'setup' as const,
      state: 'draft' as const,
      category: null,
      languages: [english, { ...german, state: 'not_started' as const }],
    },
  ];
  const found = (filters: Parameters<typeof filterTopics>[1]) =>
    filterTopics(list, filters).map(({ name }) => name);

  test('is found by words, type, state, category and language', () => {
    expect(found({})).toEqual(['hi', 'vpn']);
    expect(found({ q: 'trouble vpn' })).toEqual(['vpn']);
    expect(found({ type: 'setup' })).toEqual(['hi']);
    expect(found({ state: 'published' })).toEqual(['vpn']);
    expect(found({ category: 'Network' })).toEqual(['vpn']);
    expect(found({ language: 'de' })).toEqual(['vpn']);
    expect(found({ q: 'nothing' })).toEqual([]);
  });
});

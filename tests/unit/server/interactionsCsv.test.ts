import type { InteractionHeader } from '../../../contracts/header.ts';
import { interactionsCsv } from '../../../server/http/interactionsCsv.ts';

async function csv(row: Partial<InteractionHeader>, bom = false): Promise<string> {
  async function* pages() {
    yield [row];
  }
  let text = '';
  const fields = [
    'shortDescription',
    'openedFor',
    'tags',
    'sentimentNormalized',
    'agentChat',
    'queue',
  ] as const;
  for await (const piece of interactionsCsv(pages(), fields, bom)) text += piece;
  return text;
}

const head = 'shortDescription,openedFor,tags,sentimentNormalized,agentChat,queue\r\n';

it('is lines of RFC 4180 under the names of the fields', async () => {
  const row = {
    shortDescription: 'He said "no",\nthen left',
    openedFor: { id: 'u1', name: 'Doe, Jane' },
    tags: ['a', 'b'],
    sentimentNormalized: -0.25,
    agentChat: true,
    queue: null,
  };
  expect(await csv(row)).toBe(`${head}"He said ""no"",\nthen left","Doe, Jane",a; b,-0.25,true,\r\n`);
});

it('begins with a byte order mark for spreadsheets that ask for one', async () => {
  expect(await csv({}, true)).toBe(`\uFEFF${head},,,,,\r\n`);
});

it.each(['=1+1', '+49', '-cmd', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1'])(
  'a text that a spreadsheet would run (%j) is a text for it',
  async (shortDescription) => {
    const [, line] = (await csv({ shortDescription })).split('\r\n', 2);
    expect(line?.replace(/^"/, '').startsWith("'")).toBe(true);
  },
);

it('has no formula for spreadsheets that begin cells elsewhere: at semicolons, tabs and lines', async () => {
  const row = { shortDescription: 'x;=1+1\n@SUM(A1)\t-2', tags: ['a', '=cmd|x'] };
  expect(await csv(row)).toBe(`${head}"x;'=1+1\n'@SUM(A1)\t'-2",,a;' =cmd|x,,,\r\n`);
});

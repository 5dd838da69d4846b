import { madeWord } from './skewed.ts';

/** What is asked of `GET /interactions`, by what it stands for. `{n}` is another number in each request. */
export const lists: { title: string; query: (n: number) => string }[] = [
  { title: 'no filter', query: () => '' },
  { title: 'common: state=closed_complete', query: () => 'state=closed_complete' },
  {
    title: 'common, several: state=closed_complete,closed_abandoned',
    query: () => 'state=closed_complete,closed_abandoned',
  },
  { title: 'rare: state=faulted', query: () => 'state=faulted' },
  {
    title: 'open ones: state=new,work_in_progress,on_hold',
    query: () => 'state=new,work_in_progress,on_hold',
  },
  { title: 'a queue', query: (n) => `queue=queue-${n % 25}` },
  { title: 'an agent', query: (n) => `assignedTo=agent-${n % 60}` },
  { title: 'a person', query: (n) => `openedFor=person-${(n * 37) % 40_000}` },
  { title: 'a tag and a sentiment', query: (n) => `tag=tag-${n % 200}&sentiment=negative` },
  {
    title: 'queue, locale and resolution',
    query: (n) => `queue=queue-${n % 25}&locale=de&resolution=unresolved`,
  },
  {
    title: 'two that hardly meet: state=closed_abandoned, topic',
    query: (n) => `state=closed_abandoned&topic=topic_${n % 30}`,
  },
  {
    title: 'two that never meet: closed_abandoned, resolved',
    query: () => 'state=closed_abandoned&resolution=resolved',
  },
  { title: 'a small domain', query: () => 'domain=global/tiny' },
  { title: 'a day', query: (n) => day(n) },
  { title: 'a day and a state', query: (n) => `${day(n)}&stateReason=no_user_response` },
  {
    title: 'closed within a day',
    query: (n) => day(n).replace('from', 'closedFrom').replace('to', 'closedTo'),
  },
  { title: 'a word', query: (n) => `q=${madeWord((n * 13) % 2_000)}%20` },
  { title: 'two words', query: (n) => `q=${madeWord(n % 300)}%20${madeWord((n * 7) % 300)}%20` },
  { title: 'a word while it is typed', query: (n) => `q=${madeWord(n % 2_000).slice(0, 3)}` },
  { title: 'two letters while they are typed', query: (n) => `q=${madeWord(n).slice(0, 2)}` },
  { title: 'a number', query: (n) => `q=IMS${1_000_000 + ((n * 911) % 200_000)}` },
  { title: 'nothing: a word that nobody said', query: () => 'q=xylophone' },
  { title: 'nothing: a state and an unknown queue', query: () => 'state=closed_complete&queue=nowhere' },
  { title: 'by last change, common filter', query: () => 'state=closed_complete&sort=-updatedAt' },
  { title: 'by last change, an agent', query: (n) => `assignedTo=agent-${n % 60}&sort=-updatedAt` },
  { title: 'by number, a queue', query: (n) => `queue=queue-${n % 25}&sort=-number` },
];

function day(n: number): string {
  const from = Date.UTC(2025, 0, 1 + ((n * 11) % 360));
  return `from=${new Date(from).toISOString()}&to=${new Date(from + 86_400_000).toISOString()}`;
}

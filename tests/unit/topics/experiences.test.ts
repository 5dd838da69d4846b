import { experienceSchema } from '../../../contracts/authoring.ts';
import { createCatalog } from '../../../topics/catalog.ts';
import { chooseExperience } from '../../../topics/chooseExperience.ts';
import { applyPlan, planVersions } from '../../../topics/planVersions.ts';
import { converse, shippedTopics, topic } from './support/conversation.ts';

const experience = (name: string, more: Record<string, unknown> = {}) =>
  experienceSchema.parse({ name, title: name, ...more });

describe('choosing a chat experience (B2)', () => {
  const choose = (...all: ReturnType<typeof experience>[]) =>
    chooseExperience(all, (condition) => condition === 'yes')?.name ?? null;
  it('the lowest order whose condition holds wins', () => {
    expect(
      choose(
        experience('a', { order: 20 }),
        experience('b', { order: 10, condition: 'no' }),
        experience('c', { order: 15 }),
      ),
    ).toBe('c');
    expect(choose(experience('a'), experience('b', { order: 10, condition: 'yes' }))).toBe('b');
  });
  it('by name where the order is the same; one that is not active never', () => {
    expect(choose(experience('b'), experience('a'))).toBe('a');
    expect(choose(experience('a', { active: false }))).toBeNull();
    expect(choose()).toBeNull();
  });
});

const hello = topic(
  [
    { id: 'a', kind: 'text', text: 'Welcome, HR here.' },
    { id: 'b', kind: 'topic_picker', text: 'Pick.', show_everything: 'All' },
  ],
  { name: 'hr_hello', title: 'HR hello', type: 'setup', role: 'greeting' },
);
const sample = topic([{ id: 'a', kind: 'text', text: 'Done.' }]);

async function catalogWith(...experiences: ReturnType<typeof experience>[]) {
  const stored = applyPlan([], planVersions([], [...(await shippedTopics()), sample]));
  const own = {
    name: 'hr_hello',
    version: 1,
    hash: 'h',
    definition: hello,
    source: 'studio',
    current: true,
  } as const;
  return createCatalog([...stored, own], experiences);
}
const hr = { condition: "has(vaContext.portal) && vaContext.portal == 'hr'" };

describe('a conversation under a chat experience', () => {
  it('meets its setup topics, its promoted topics and its button', async () => {
    const catalog = await catalogWith(
      experience('hr', {
        ...hr,
        setup: { greeting: 'hr_hello' },
        promoted: ['sample', 'vpn_trouble', 'gone'],
        showEverything: { en: 'The lot' },
      }),
    );
    const here = converse({ catalog, context: { portal: 'hr' } });
    await here.requester.opens();
    here.va.replies('Welcome, HR here.', 'Pick.');
    expect(here.va.offers()).toEqual(['Sample', 'VPN trouble', 'The lot']);
    const elsewhere = converse({ catalog, context: { portal: 'it' } });
    await elsewhere.requester.opens();
    elsewhere.va.replies(/virtual agent/);
    expect(elsewhere.va.offers()).toContain('Show me everything');
  });

  it('the button that lists everything may be hidden', async () => {
    const { requester, va } = converse({
      catalog: await catalogWith(experience('all', { showEverything: false })),
    });
    await requester.opens();
    expect(va.offers()).not.toContain('Show me everything');
  });

  it('stays with it: it is chosen once', async () => {
    const first = await catalogWith(experience('hr', { ...hr, setup: { greeting: 'hr_hello' } }));
    const talk = converse({ catalog: first, context: { portal: 'hr' } });
    await talk.requester.opens();
    talk.publish(
      await catalogWith(
        experience('hr', { ...hr, setup: { greeting: 'hr_hello' } }),
        experience('new', { order: 1 }),
      ),
    );
    await talk.requester.says('hi');
    talk.va.replies('Welcome, HR here.');
  });

  it('one that is gone leaves the defaults', async () => {
    const talk = converse({
      catalog: await catalogWith(experience('hr', { ...hr, setup: { greeting: 'hr_hello' } })),
      context: { portal: 'hr' },
    });
    await talk.requester.opens();
    const other = experience('other', { active: false, setup: { greeting: 'hr_hello' } });
    talk.publish(await catalogWith(other));
    await talk.requester.says('hi');
    talk.va.replies(/virtual agent/);
  });

  it.each([
    [{ anything_else: null }, [/Done/], 'waiting'],
    [{ survey: null }, [/Done/, /anything else/], 'waiting'],
  ] as const)('a step that is off is passed over: %j', async (setup, replies, outcome) => {
    const talk = converse({
      catalog: await catalogWith(experience('all', { setup })),
      settings: (s) => (s.survey.probability = 1),
    });
    await talk.requester.says('run the sample');
    talk.va.replies(...replies);
    expect(talk.outcome().kind).toBe(outcome);
    if (!('survey' in setup)) return;
    await talk.requester.says('no');
    talk.va.replies(/good day|take care/);
    expect(talk.outcome()).toEqual({ kind: 'finished' });
  });

  it('without a closing the conversation finishes without a word', async () => {
    const talk = converse({ catalog: await catalogWith(experience('all', { setup: { closing: null } })) });
    await talk.requester.says('bye');
    talk.va.saysNothing();
    expect(talk.outcome()).toEqual({ kind: 'finished' });
  });

  it('where no person is offered, none is asked for', async () => {
    const talk = converse({ catalog: await catalogWith(experience('all', { setup: { live_agent: null } })) });
    await talk.requester.says('agent');
    talk.va.replies(/could not hand you over/);
    expect(talk.outcome()).toEqual({ kind: 'waiting' });
  });

  it('TD6: a search topic that it names comes before the fallback', async () => {
    const search = topic([{ id: 's', kind: 'text', text: 'Searching for {{ vaVars.text }}' }], {
      name: 'my_search',
      title: 'My search',
      type: 'setup',
      role: 'search',
    });
    const stored = applyPlan([], planVersions([], [...(await shippedTopics()), search]));
    const talk = converse({
      catalog: createCatalog(stored, [experience('all', { setup: { search: 'my_search' } })]),
    });
    await talk.requester.says('what is the capital of Peru');
    talk.va.replies('Searching for what is the capital of Peru');
    const off = converse({ catalog: createCatalog(stored) });
    await off.requester.says('what is the capital of Peru');
    off.va.replies(/not sure|quite follow/);
    const on = converse({
      catalog: createCatalog(stored),
      settings: (s) => (s.discovery.searchFallback = true),
    });
    await on.requester.says('what is the capital of Peru');
    on.va.replies(/Searching/);
  });
});

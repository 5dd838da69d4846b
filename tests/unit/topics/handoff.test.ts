import type { Catalog } from '../../../topics/catalog.ts';
import { converse, inSample, shippedCatalog } from './support/conversation.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await shippedCatalog();
});

describe('asking for a person (design §4)', () => {
  it('ends the turn with the wish, in the words of the topic that led there', async () => {
    const { requester, outcome, result } = converse({ catalog, context: { page: 'intranet' } });
    await requester.says('my vpn keeps dropping');
    await requester.says('it keeps dropping');
    await requester.says('agent');
    expect(outcome()).toEqual({
      kind: 'handoff_requested',
      queue: 'network',
      skills: ['vpn'],
      shortDescription: 'VPN: It keeps dropping',
      context: { page: 'intranet', what: 'It keeps dropping' },
    });
    expect(result().shortDescription).toBe('VPN: It keeps dropping');
  });

  it('a transfer element may say queue, skills and words itself', async () => {
    const { outcome } = await inSample([
      {
        id: 't',
        kind: 'transfer',
        queue: 'hr',
        skills: ['payroll'],
        short_description: 'For {{ requester.name }}',
      },
    ]);
    expect(outcome()).toMatchObject({
      queue: 'hr',
      skills: ['payroll'],
      shortDescription: 'For Ada Lovelace',
    });
  });

  const branches = [
    { id: 't', kind: 'transfer', on: { no_agents: 'none', closed_hours: 'closed', refused: 'refused' } },
    { id: 'none', kind: 'text', text: 'Nobody. {{ vaContext.handoff_message }}', next: 'end' },
    { id: 'closed', kind: 'text', text: 'Closed.', next: 'end' },
    { id: 'refused', kind: 'text', text: 'Refused.' },
  ];
  it.each([
    ['no_agents', 'Nobody. Try later'],
    ['closed_hours', 'Closed.'],
    ['refused', 'Refused.'],
  ] as const)('%s goes on in its branch', async (outcome, text) => {
    const { desk, va } = await inSample(branches);
    await desk.answers(outcome, 'Try later');
    va.replies(text, /anything else/);
  });

  it('without a branch it says so and asks for more', async () => {
    const { desk, va } = await inSample([{ id: 't', kind: 'transfer' }]);
    await desk.answers('closed_hours');
    va.replies(/not at their desks/, /anything else/);
  });

  it('the Live Agent topic takes a message as an incident', async () => {
    const { requester, desk, va, records } = converse({ catalog });
    await requester.says('talk to a human');
    await desk.answers('no_agents');
    va.replies(/busy/, /leave a message/);
    await requester.says('yes');
    await requester.says('My badge does not open the door');
    va.replies(/reach you\? I have ada@example.com/);
    await requester.says('yes');
    va.replies(/INC0010001/, /anything else/);
    expect(records.all[0]?.fields).toMatchObject({
      description: 'My badge does not open the door',
      contact: 'ada@example.com',
    });
  });

  it('the interrupted topic resumes when nobody takes over', async () => {
    const { requester, desk, va } = converse({ catalog });
    await requester.says('my vpn keeps dropping');
    await requester.says('agent');
    await desk.answers('no_agents');
    await requester.says('no');
    va.replies(/Back to “VPN trouble”/, /your VPN/);
  });

  it('an answer that comes when nothing waits for it leads to Anything Else', async () => {
    const { requester, desk, va } = converse({ catalog });
    await requester.opens();
    await desk.answers('refused');
    va.replies(/could not hand you over/, /anything else/);
  });

  it('words while the wish is open start afresh', async () => {
    const { requester, va } = converse({ catalog });
    await requester.says('agent');
    await requester.says('I forgot my password');
    va.replies(/Which sign-in/);
  });
});

describe('a person gives the conversation back', () => {
  it('goes on at Anything Else', async () => {
    const { requester, desk, va, running } = converse({ catalog });
    await requester.says('agent');
    await desk.returns();
    va.replies(/anything else/);
    expect(running()).toEqual(['anything_else/more']);
  });
});

import { inSample } from './support/conversation.ts';

const device = {
  id: 'device',
  kind: 'choice_input',
  prompt: 'Which device?',
  choices: [
    { value: 'laptop', label: 'Laptop' },
    { value: 'phone', label: 'Phone' },
  ],
};
const words = { id: 'words', kind: 'text_input', prompt: 'What happened?' };
const people = { id: 'people', kind: 'text_input', validation: 'number', prompt: 'How many people?' };
const told = { id: 'told', kind: 'text', text: 'Noted: {{ vaDisplay.device }}{{ vaInputs.device }}' };
const noted = { id: 'noted', kind: 'text', text: 'Noted: {{ vaInputs.words }}' };

describe('confirm (B4)', () => {
  it('reads the answer back, and takes it on yes', async () => {
    const { requester, va } = await inSample([{ ...device, confirm: true }, told]);
    await requester.picks('phone');
    va.replies('I have “Phone”. Is that right?');
    expect(va.offers()).toEqual(['Yes', 'No']);
    await requester.says('yep');
    va.replies('Noted: Phonephone');
  });

  it('asks again on no', async () => {
    const { requester, va, state } = await inSample([{ ...device, confirm: true }, told]);
    await requester.says('phone');
    await requester.says('no');
    va.replies('Which device?');
    expect(state().stack[0]?.inputs).toEqual({});
    await requester.says('laptop');
    va.replies(/“Laptop”/);
    await requester.picks('yes');
    va.replies('Noted: Laptoplaptop');
  });

  it('is said in the author’s words', async () => {
    const { requester, va } = await inSample([{ ...device, confirm: 'So it is your {{ answer }}?' }, told]);
    await requester.says('phone');
    va.replies('So it is your Phone?');
  });

  it('“no, the laptop” brings the right answer, which is read back', async () => {
    const { requester, va } = await inSample([{ ...device, confirm: true }, told]);
    await requester.says('phone');
    await requester.says('no, the laptop');
    va.replies('I have “Laptop”. Is that right?');
  });

  it('other words at a free question are the answer in other words', async () => {
    const { requester, va } = await inSample([{ ...words, confirm: true }, noted]);
    await requester.says('my scren is blak');
    va.replies('I have “my scren is blak”. Is that right?');
    await requester.says('my screen is black');
    va.replies('I have “my screen is black”. Is that right?');
    await requester.says('that is right');
    va.replies('Noted: my screen is black');
  });

  it('what is neither is asked back again, and ends at the limit', async () => {
    const { requester, va } = await inSample([{ ...device, confirm: true, max_attempts: 2 }, told]);
    await requester.says('phone');
    await requester.says('purple');
    va.replies('I have “Phone”. Is that right?');
    await requester.says('purple');
    va.replies(/How shall we go on/);
  });

  it('a secret is not read back', async () => {
    const secret = { ...words, secure: true, confirm: true };
    const { requester, va, state } = await inSample([
      secret,
      { id: 'a', kind: 'text', text: 'Thanks' },
      device,
    ]);
    await requester.says('hunter2hunter2');
    va.replies('Thanks');
    expect(JSON.stringify(state())).not.toContain('hunter2');
  });

  it('survives an interruption: the same is asked back', async () => {
    const { requester, va } = await inSample([{ ...device, confirm: true }, told]);
    await requester.says('phone');
    await requester.says('help');
    va.replies(/everything I can help with/, /Back to/, 'I have “Phone”. Is that right?');
    await requester.says('yes');
    va.replies('Noted: Phonephone');
  });
});

describe('confirm_default (B4)', () => {
  const offered = { ...device, default: 'laptop', confirm_default: true };
  it('offers the default first, as people know it', async () => {
    const { requester, va } = await inSample([offered, told]);
    va.replies('Which device? I would take “Laptop”. Is that right?');
    await requester.says('yes');
    va.replies('Noted: Laptoplaptop');
  });

  it('asks the question on no', async () => {
    const { requester, va } = await inSample([offered, told]);
    await requester.says('no');
    va.replies('Which device?');
    expect(va.offers()).toEqual(['Laptop', 'Phone']);
    await requester.says('phone');
    va.replies('Noted: Phonephone');
  });

  it('the answer itself may come at once', async () => {
    const { requester, va } = await inSample([offered, told]);
    await requester.says('phone');
    va.replies('Noted: Phonephone');
  });

  it('without a value there is nothing to offer', async () => {
    const { va } = await inSample([{ ...words, default: '', confirm_default: true }, noted]);
    va.replies('What happened?');
  });
});

describe('stop_if and the limit (B4)', () => {
  const limited = { ...people, max_attempts: 2 };
  const count = { id: 'count', kind: 'text', text: 'For {{ vaInputs.people }}.' };
  const atLimit = async () => {
    const talk = await inSample([words, limited, count]);
    await talk.requester.says('it broke');
    await talk.requester.says('umpteen');
    talk.va.replies(/need a number/);
    await talk.requester.says('umpteen');
    talk.va.replies(/How shall we go on/);
    return talk;
  };

  it('offers ways on', async () => {
    const { va } = await atLimit();
    expect(va.offers()).toEqual(['Try again', 'Start over', 'Talk to a person', 'Something else']);
  });

  it('“try again” asks again, with as many attempts', async () => {
    const { requester, va } = await atLimit();
    await requester.says('try again');
    va.replies('How many people?');
    await requester.says('umpteen');
    va.replies(/need a number/);
    await requester.says('4');
    va.replies('For 4.');
  });

  it('“start over” begins the topic again', async () => {
    const { requester, va, running } = await atLimit();
    await requester.says('start over');
    va.replies('What happened?');
    expect(running()).toEqual(['sample/words']);
  });

  it('“talk to a person” asks for one', async () => {
    const { requester, outcome } = await atLimit();
    await requester.picks('input:person');
    expect(outcome().kind).toBe('handoff_requested');
  });

  it('“something else” leaves the topic', async () => {
    const { requester, va, running } = await atLimit();
    await requester.says('something else');
    va.replies('What can I do for you?');
    expect(running()).toEqual([]);
  });

  it('the answer to the question itself still counts', async () => {
    const { requester, va } = await atLimit();
    await requester.says('four');
    va.replies('For 4.');
  });

  it('a second failure there leads to the fallback, so it never goes round', async () => {
    const { requester, va } = await atLimit();
    await requester.says('blargh');
    va.replies(/not sure what you mean|did not quite follow/);
  });

  it('stop_if ends the attempts early', async () => {
    const { requester, va } = await inSample(
      [{ ...people, max_attempts: 9, stop_if: 'vaVars.enough' }, count],
      {},
      { variables: { enough: true } },
    );
    await requester.says('umpteen');
    va.replies(/How shall we go on/);
  });

  it('without may_switch, words that are no answer never change the subject', async () => {
    const { requester, va } = await inSample([{ ...device, may_switch: false }, told]);
    await requester.says('I need a new badge for the canteen');
    va.replies(/pick one of the options/);
  });
});

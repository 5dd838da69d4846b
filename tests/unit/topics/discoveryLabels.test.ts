import type { Catalog } from '../../../topics/catalog.ts';
import { converse, type Setting, shippedCatalog } from './support/conversation.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await shippedCatalog();
});
const talk = (setting: Partial<Setting> = {}) => converse({ catalog, ...setting });
const labels = (t: ReturnType<typeof talk>) =>
  t.eventsOf('discovery_labelled').map(({ label, chosen }) => [label, chosen]);

describe('what a discovery turned out to be (TD12)', () => {
  it('a topic whose first question is answered was correct', async () => {
    const t = talk();
    await t.requester.says('my vpn keeps dropping');
    expect(labels(t)).toEqual([]);
    await t.requester.says('it keeps dropping');
    expect(t.eventsOf('discovery_labelled')).toEqual([
      { type: 'discovery_labelled', text: 'my vpn keeps dropping', chosen: 'vpn_trouble', label: 'correct' },
    ]);
  });

  it('small talk that was answered was correct', async () => {
    const t = talk();
    await t.requester.says('thank you so much');
    expect(labels(t)[0]).toEqual(['correct', 'thanks']);
  });

  it('a topic that is stopped before that is uncategorised', async () => {
    const t = talk();
    await t.requester.says('my vpn keeps dropping');
    await t.requester.says('never mind');
    expect(labels(t)).toEqual([['uncategorised', 'vpn_trouble']]);
  });

  it('a pick from the list was correct among multiple', async () => {
    const t = talk();
    await t.requester.says('vpn password');
    await t.requester.picks('topic:reset_password');
    expect(labels(t)).toEqual([['correct_among_multiple', 'reset_password']]);
  });

  it('none of these was incorrect among multiple', async () => {
    const t = talk();
    await t.requester.says('vpn password');
    await t.requester.says('none of these');
    expect(labels(t)).toEqual([['incorrect_among_multiple', null]]);
  });

  it('other words than a pick skip it', async () => {
    const t = talk();
    await t.requester.says('vpn password');
    await t.requester.says('I need a new laptop');
    expect(labels(t)[0]).toEqual(['skipped_with_new_utterance', null]);
  });

  it('a command instead of a pick skips it, and is a setup topic that was predicted', async () => {
    const t = talk();
    await t.requester.says('vpn password');
    await t.requester.says('talk to a person');
    expect(labels(t)).toEqual([
      ['skipped', null],
      ['setup_topic_prediction', 'live_agent'],
    ]);
  });

  it('what nobody understood is uncategorised', async () => {
    const t = talk();
    await t.requester.says('what is the capital of Peru');
    expect(labels(t)).toEqual([['uncategorised', null]]);
  });

  describe('with a confirmation (TD7)', () => {
    const asked = async () => {
      const t = talk({ settings: (s) => (s.discovery.confirmFirst = true) });
      await t.requester.says('my vpn keeps dropping');
      t.va.replies('You want help with “VPN trouble”. Is that right?');
      expect(t.running()).toEqual([]);
      return t;
    };

    it('yes runs it: correct', async () => {
      const t = await asked();
      await t.requester.says('yes');
      t.va.replies(/your VPN/);
      expect(labels(t)).toEqual([['correct', 'vpn_trouble']]);
    });

    it('no leads to the fallback: incorrect', async () => {
      const t = await asked();
      await t.requester.picks('no');
      t.va.replies(/not sure what you mean|did not quite follow/);
      expect(labels(t)).toEqual([['incorrect', 'vpn_trouble']]);
    });

    it('something else is discovered anew: left without confirmation', async () => {
      const t = await asked();
      await t.requester.says('I forgot my password');
      t.va.replies('You want help with “Reset a password”. Is that right?');
      expect(labels(t)).toEqual([['exited_without_confirmation', 'vpn_trouble']]);
    });

    it('small talk and picks are never asked about', async () => {
      const t = talk({ settings: (s) => (s.discovery.confirmFirst = true) });
      await t.requester.says('thank you so much');
      expect(t.state().pending).toBeNull();
      await t.requester.picks('topic:vpn_trouble');
      t.va.replies(/your VPN/);
    });
  });

  describe('on a switch', () => {
    const switching = async () => {
      const t = talk();
      await t.requester.says('my vpn keeps dropping');
      await t.requester.says('it keeps dropping');
      await t.requester.says('I forgot my password');
      t.va.replies('You want “Reset a password” instead of “VPN trouble”?');
      return t;
    };
    it.each([
      ['yes', 'correct'],
      ['no', 'incorrect'],
      ['yesterday', 'exited_without_confirmation'],
    ])('"%s": %s', async (words, label) => {
      const t = await switching();
      await t.requester.says(words);
      expect(labels(t).slice(1)).toEqual([[label, 'reset_password']]);
    });
  });

  it('TD4: a delta of 0 never breaks a tie', async () => {
    const t = talk({ settings: (s) => (s.discovery.delta = 0) });
    await t.requester.says('vpn password');
    expect(t.state().pending?.kind).toBe('pick');
  });
});

import type { Catalog } from '../../../topics/catalog.ts';
import { converse, shippedCatalog } from './support/conversation.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await shippedCatalog();
});

describe('VPN trouble', () => {
  it('reports an incident, attaches it and says its number when nothing helps', async () => {
    const { requester, va, eventsOf, records } = converse({ catalog });
    await requester.opens();
    va.replies(/virtual agent/, /pick one/);
    await requester.says('my vpn keeps dropping');
    va.replies(/What happens with your VPN/);
    await requester.says('it keeps dropping');
    va.replies(/Since when/);
    await requester.says('since yesterday');
    va.replies(/How many people/);
    await requester.says('3');
    va.replies(/usual cure/, /Does it work now/);
    await requester.says('nope');
    va.replies(/INC0010001/, /anything else/i);
    expect(eventsOf('record_attached')).toMatchObject([{ number: 'INC0010001', via: 'attach' }]);
    expect(records.all[0]?.fields).toMatchObject({ priority: 3, category: 'network', opened_for: 'u1' });
  });
});

import type { RecordFields } from '../interactions/turn.ts';

interface DemoRecord {
  id: string;
  table: string;
  fields: RecordFields;
}

/** The requester that the demo's host page signs in. */
export const demoRequester = {
  id: 'user-robin',
  email: 'robin.vale@example.com',
  name: 'Robin Vale',
} as const;

/** Believable records for the demo: people, open and resolved incidents, articles, catalog items. */
export function demoRecords(now: Date): DemoRecord[] {
  const day = (offset: number): string =>
    new Date(now.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  return [...users, ...incidents, ...requests(day), ...articles, ...catalog];
}

const user = (
  id: string,
  name: string,
  email: string,
  department: string,
  location: string,
  phone: string,
): DemoRecord => ({
  id,
  table: 'user',
  fields: { name, email, department, location, phone, manager: 'Nadia Petrova' },
});
const users: DemoRecord[] = [
  user(demoRequester.id, demoRequester.name, demoRequester.email, 'Finance', 'Bern', '+41 31 555 01 21'),
  user('user-lena', 'Lena Fischer', 'lena.fischer@example.com', 'Sales', 'Hamburg', '+49 40 555 0188'),
  user('user-tomas', 'Tomás Rivera', 'tomas.rivera@example.com', 'Engineering', 'Madrid', '+34 91 555 0107'),
  user('user-nadia', 'Nadia Petrova', 'nadia.petrova@example.com', 'Operations', 'Bern', '+41 31 555 01 02'),
];

const incident = (
  id: string,
  short_description: string,
  category: string,
  more: RecordFields,
): DemoRecord => ({
  id,
  table: 'incident',
  fields: {
    short_description,
    category,
    state: 'in_progress',
    priority: 3,
    opened_for: 'user-lena',
    ...more,
  },
});
const incidents: DemoRecord[] = [
  incident('incident-vpn-gateway', 'VPN gateway Frankfurt drops connections', 'network', {
    subcategory: 'vpn',
    priority: 2,
    affected_service: 'VPN',
    known_outage: true,
    description: 'The gateway in Frankfurt drops idle tunnels. The network team is replacing a line card.',
  }),
  incident('incident-printer', 'Printer on the third floor jams', 'hardware', {
    state: 'new',
    opened_for: demoRequester.id,
  }),
  incident('incident-mail', 'Shared mailbox "invoices" does not open', 'software', {
    state: 'resolved',
    opened_for: demoRequester.id,
    work_notes: 'Permissions were restored.',
  }),
  incident('incident-wifi', 'Wi-Fi slow in the Hamburg office', 'network', {
    subcategory: 'wifi',
    affected_service: 'Wi-Fi',
    known_outage: true,
  }),
];

const requests = (day: (offset: number) => string): DemoRecord[] => [
  {
    id: 'request-monitor',
    table: 'request',
    fields: {
      short_description: '27-inch monitor for Robin Vale',
      catalog_item: 'Monitor 27"',
      quantity: 1,
      needed_by: day(14),
      state: 'approved',
      opened_for: demoRequester.id,
    },
  },
];

const article = (
  id: string,
  short_description: string,
  category: string,
  keywords: string,
  body: string,
): DemoRecord => ({
  id,
  table: 'kb_article',
  fields: { short_description, category, keywords, body },
});
const articles: DemoRecord[] = [
  article(
    'kb-vpn',
    'Keep the VPN from dropping',
    'network',
    'vpn disconnect drops tunnel remote',
    'Use the cable or the 5 GHz Wi-Fi, switch off the power saving of the network adapter, and install the latest VPN client from the software centre.',
  ),
  article(
    'kb-password',
    'Reset your password yourself',
    'access',
    'password reset forgot locked account',
    'Open the self-service page, choose "I forgot my password" and confirm with the authenticator app. The new password works everywhere after two minutes.',
  ),
  article(
    'kb-mfa',
    'Move the authenticator app to a new phone',
    'access',
    'mfa authenticator phone token second factor',
    'Add the new phone while you still have the old one: security settings, sign-in methods, add. Then remove the old phone.',
  ),
  article(
    'kb-printer',
    'Add a printer',
    'hardware',
    'printer print add install',
    'Open the print portal, choose your building and floor, and press "Add". Badge at the printer to collect the pages.',
  ),
  article(
    'kb-wifi',
    'Connect a device to the office Wi-Fi',
    'network',
    'wifi wireless wlan connect',
    'Choose the network NW-Office and sign in with your work account. Visitors use NW-Guest with the code of the day from reception.',
  ),
  article(
    'kb-meeting',
    'Book a meeting room',
    'workplace',
    'meeting room book calendar',
    'In the calendar choose "Rooms", filter by building and size, and add the room to the invitation.',
  ),
];

const item = (
  id: string,
  name: string,
  category: string,
  price: number,
  description: string,
): DemoRecord => ({
  id,
  table: 'catalog_item',
  fields: { name, category, price, description, available: true },
});
const catalog: DemoRecord[] = [
  item(
    'cat-laptop-13',
    'Laptop 13" light',
    'laptop',
    1350,
    'For people who travel: 1.1 kg, 18 hours of battery',
  ),
  item('cat-laptop-16', 'Laptop 16" power', 'laptop', 2290, 'For engineering and design: 12 cores, 64 GB'),
  item('cat-monitor-27', 'Monitor 27"', 'monitor', 320, 'USB-C, height adjustable'),
  item('cat-headset', 'Headset with noise cancelling', 'accessory', 145, 'For calls in open offices'),
  item('cat-keyboard', 'Keyboard and mouse', 'accessory', 79, 'Wireless set'),
  item('cat-phone', 'Mobile phone', 'phone', 640, 'With a company SIM'),
];

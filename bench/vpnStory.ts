/** One input of a requester, and what kind of turn it makes. */
export interface Input {
  said: { text: string } | { value: string };
  kind: 'discovery' | 'answer' | 'record';
}

/**
 * The shipped topic "VPN trouble" from the first words to the ticket, and the answer to "anything else" that
 * leads back to the start: discovery, a choice, a date, a number, a look-up that finds a known outage, two
 * times no, an address, a ticket that is made and attached.
 */
export const vpnStory: Input[] = [
  { said: { text: 'my vpn keeps dropping' }, kind: 'discovery' },
  { said: { value: 'drops' }, kind: 'answer' },
  { said: { text: 'yesterday' }, kind: 'answer' },
  { said: { text: '3' }, kind: 'record' },
  { said: { text: 'no' }, kind: 'answer' },
  { said: { text: 'no' }, kind: 'answer' },
  { said: { text: 'guest@example.com' }, kind: 'record' },
  { said: { text: 'yes' }, kind: 'answer' },
];

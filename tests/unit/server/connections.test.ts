import { connectionUrl } from '../../../server/connections/connectionUrl.ts';
import { isPrivateAddress } from '../../../server/connections/privateAddress.ts';
import { readBody } from '../../../server/connections/readBody.ts';
import { createSealer } from '../../../server/connections/sealSecret.ts';

describe('the address of a call', () => {
  const base = 'https://api.example.com/v1';
  const at = (path: string, query = {}) => {
    const found = connectionUrl(base, path, query);
    return 'url' in found ? found.url.href : found.failure;
  };
  it.each([
    ['', 'https://api.example.com/v1'],
    ['/users/7', 'https://api.example.com/v1/users/7'],
    ['users/a%2Fb', 'https://api.example.com/v1/users/a%2Fb'],
    ['//evil.example', 'https://api.example.com/v1//evil.example'],
    ['@evil.example', 'https://api.example.com/v1/@evil.example'],
    ['https://evil.example/', 'https://api.example.com/v1/https://evil.example/'],
    ['caf%C3%A9', 'https://api.example.com/v1/caf%C3%A9'],
  ])('%j stays below the connection', (path, url) => expect(at(path)).toBe(url));

  it.each([
    '..',
    '../admin',
    'a/../../b',
    '%2e%2e/x',
    '.%2E/x',
    'a/..%2f..%2fb',
    '..%5cb',
    '..;x/b',
    'a/./b',
    '%',
  ])('%j may not lead upwards', (path) => expect(at(path)).toBe('the path may not lead upwards'));

  it.each(['a?b=c', 'a#b', 'a\\b', 'a b', 'a\nb', 'a\tb'])('%j is no path', (path) =>
    expect(at(path)).toMatch(/may hold no/),
  );

  it('escapes the query', () =>
    expect(at('s', { q: 'a&b=c#d é' })).toBe('https://api.example.com/v1/s?q=a%26b%3Dc%23d+%C3%A9'));

  it('has a limit', () => expect(at('s', { q: 'x'.repeat(9_000) })).toMatch(/longer than/));
});

describe('an address of a network', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'not an address',
    '',
  ])('%j is private', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '169.253.0.1',
    '2606:4700::1111',
  ])('%j is public', (address) => expect(isPrivateAddress(address)).toBe(false));
});

describe('a sealed secret', () => {
  const sealer = createSealer('the key of this installation');
  const sealed = sealer.seal('Bearer 12345', 'erp/authorization');
  it('is not in what is kept, and never looks the same', () => {
    expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('12345');
    expect(sealer.seal('Bearer 12345', 'erp/authorization')).not.toBe(sealed);
  });
  it('is opened where it was sealed, and nowhere else', () => {
    expect(sealer.open(sealed, 'erp/authorization')).toBe('Bearer 12345');
    expect(sealer.open(sealed, 'other/authorization')).toBeNull();
    expect(createSealer('another key altogether').open(sealed, 'erp/authorization')).toBeNull();
  });
  it.each(['', 'v1.', 'v2.abc', 'v1.AAAA', `${sealed.slice(0, -4)}AAAA`])('%j cannot be opened', (other) =>
    expect(sealer.open(other, 'erp/authorization')).toBeNull(),
  );
});

describe('the body of an answer', () => {
  const read = (type: string | undefined, text: string) => readBody(type, Buffer.from(text));
  it.each([
    ['application/json', '{"a":[1,null]}', { a: [1, null] }],
    ['application/problem+json; charset=utf-8', '{"a":1}', { a: 1 }],
    ['application/json', '{"a":', '{"a":'],
    ['text/plain', '{"a":1}', '{"a":1}'],
    [undefined, 'hello', 'hello'],
    ['application/json', '', null],
    ['application/json', '{"__proto__":{"x":1},"a\\u0000b":1,"c":"d\\u0000"}', { c: 'd' }],
  ])('%s %s', (type, text, value) => expect(read(type, text)).toEqual({ deep: false, value }));

  it('is refused when it is nested so deeply that it could not be kept', () =>
    expect(read('application/json', `${'['.repeat(5_000)}${']'.repeat(5_000)}`)).toEqual({ deep: true }));
});

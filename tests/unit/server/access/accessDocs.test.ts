import { readFileSync } from 'node:fs';
import { accessOperations, accessResources } from '../../../../contracts/access.ts';
import { shippedRules } from '../../../../server/access/shippedRules.ts';

const guide = readFileSync(new URL('../../../../docs/access.md', import.meta.url), 'utf8');

test('docs/access.md lists the shipped rules as they are', () => {
  const rows = shippedRules.map(({ id, roles, operation, resource, when }) => {
    const of = when.length === 0 ? 'all' : 'its holder';
    return `| \`${id}\` | ${roles.join(', ')} | ${operation} the ${resource.replace('_', ' ')} | ${of} |`;
  });
  const table = guide
    .split('\n')
    .filter((line) => /^\| `[a-z_.]+` \| agent|^\| `[a-z_.]+` \| super/.test(line));
  expect(table).toEqual(rows);
});

test('docs/access.md names every resource and operation', () => {
  for (const name of [...accessResources, ...accessOperations]) expect(guide).toContain(`\`${name}\``);
});

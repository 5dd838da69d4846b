import { createTokens, type Identity } from '../../../server/tokens.ts';
import type { InProcess } from '../../support/inProcess.ts';

/** What the host page's server signs: it shares the secret with all nodes of the test (support/inProcess.ts). */
export function identify(node: InProcess, identity: Identity): Promise<string> {
  const tokens = createTokens('a secret that all nodes of the test share', node.clock);
  return tokens.signIdentity(identity, 3_600);
}

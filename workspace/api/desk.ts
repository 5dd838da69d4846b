import type { DeskOptions } from '../../contracts/handoff.ts';
import type { Api } from './createApi.ts';

/** What the signed-in agent's desk offers to choose from. */
export function readDesk(api: Api) {
  return api.json<DeskOptions>('/desk');
}

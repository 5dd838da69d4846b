/** The desk's address: `#/interactions/IMS0000001` is the conversation in the middle, anything else is none. */
export function parseDeskHash(hash: string): string | null {
  const found = /^#\/interactions\/([A-Za-z0-9_-]{1,64})$/.exec(hash);
  return found?.[1] ?? null;
}

export function deskHash(interaction: string | null): string {
  return interaction === null ? '#/' : `#/interactions/${interaction}`;
}

/** `/workspace/interactions/IMS0000001`, as a link from elsewhere has it; null for every other path. */
export function interactionInPath(pathname: string): string | null {
  return /^\/workspace\/interactions\/([A-Za-z0-9_-]{1,64})\/?$/.exec(pathname)?.[1] ?? null;
}

/** The live board of supervisors. */
export const liveHash = '#/live';

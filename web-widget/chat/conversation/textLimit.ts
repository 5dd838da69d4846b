import type { maxTextLength } from '../../../contracts/sockets.ts';

/** The server's limit; its type ties it to the contract without taking the contract's validation into the bundle. */
export const textLimit: typeof maxTextLength = 8_000;

/** From here on the requester sees how many characters are left. */
export const textLimitNear = 7_000;

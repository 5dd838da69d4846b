import type { UploadWish } from '../../../contracts/messages.ts';
import type { MessageList } from './messageList.ts';

/** The file that is asked for, while nothing was said since. */
export function openWish(list: MessageList): UploadWish | undefined {
  const asked = list.findLastIndex((message) => 'upload' in message);
  const message = list[asked];
  if (message === undefined || !('upload' in message)) return undefined;
  return list.slice(asked).some(({ from }) => from.kind === 'requester') ? undefined : message.upload;
}

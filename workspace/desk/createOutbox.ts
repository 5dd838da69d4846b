import { CallFailed, type FailureCode } from '../api/problem.ts';
import type { AgentSocket } from '../socket/agentSocket.ts';
import type { PendingMessage } from './state/deskState.ts';
import type { DeskEvent } from './state/reduceDesk.ts';

/** Sends my messages: one after the other in each conversation, always with the id they were written with. */
export interface Outbox {
  send(interaction: string, message: PendingMessage): void;
  /** Everything that waited for the connection goes out. */
  resume(): void;
}

export interface OutboxNeeds {
  socket: Pick<AgentSocket, 'ask' | 'online'>;
  dispatch: (event: DeskEvent) => void;
  /** My name, as the others will see it on the message. */
  name: string;
}

/** Answers that stay the same however often the message is sent. */
const lasting: ReadonlySet<FailureCode> = new Set<FailureCode>(['forbidden', 'closed', 'gone', 'conflict']);

export function createOutbox({ socket, dispatch, name }: OutboxNeeds): Outbox {
  const waiting = new Map<string, PendingMessage[]>();
  const busy = new Set<string>();

  const tell = (interaction: string, id: string, delivery: PendingMessage['delivery'], why: string | null) =>
    dispatch({ type: 'delivery', interaction, id, delivery, why });

  /** Answers whether the next message may follow. */
  const deliver = async (interaction: string, message: PendingMessage): Promise<boolean> => {
    const { id, text, attachment } = message;
    tell(interaction, id, 'sending', null);
    try {
      const { seq } = await socket.ask('message:send', {
        interaction,
        id,
        text,
        ...(message.private ? { private: true } : {}),
        ...(attachment === undefined ? {} : { attachmentId: attachment.attachmentId }),
      });
      dispatch({ type: 'acked', interaction, id, seq, name });
      return true;
    } catch (error) {
      // Whether it arrived is unknown; the same id makes asking again harmless.
      if (error instanceof CallFailed && error.code === 'network') {
        tell(interaction, id, 'waiting', null);
        return false;
      }
      const refused = error instanceof CallFailed && lasting.has(error.code);
      tell(
        interaction,
        id,
        refused ? 'refused' : 'failed',
        error instanceof CallFailed ? error.message : null,
      );
      return true;
    }
  };

  const drain = async (interaction: string): Promise<void> => {
    if (busy.has(interaction)) return;
    busy.add(interaction);
    try {
      const messages = waiting.get(interaction) ?? [];
      for (let next = messages[0]; next !== undefined && socket.online(); next = messages[0]) {
        if (!(await deliver(interaction, next))) break;
        messages.shift();
      }
    } finally {
      busy.delete(interaction);
    }
  };

  return {
    send(interaction, message) {
      const messages = waiting.get(interaction) ?? [];
      if (!messages.some(({ id }) => id === message.id)) messages.push(message);
      waiting.set(interaction, messages);
      dispatch({ type: 'writing', interaction, message: { ...message, delivery: 'waiting', why: null } });
      void drain(interaction);
    },
    resume() {
      for (const interaction of waiting.keys()) void drain(interaction);
    },
  };
}

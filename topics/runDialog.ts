import { AppError } from '../contracts/errors.ts';
import { isUnreachable } from '../store/duplicateKey.ts';
import { announceHandoff } from './announceHandoff.ts';
import type { Catalog } from './catalog.ts';
import type { DialogContext, DialogInput, DialogPorts, DialogResult, DialogState } from './dialog.ts';
import {
  createDialogTurn,
  type DialogTurn,
  endAllRuns,
  freshState,
  say,
  startSetup,
  topRun,
} from './dialogTurn.ts';
import { ElementFailure } from './elementFailure.ts';
import { endErrandIfOver, failErrand, isErrand, startErrand } from './errand.ts';
import { handoffDefaults } from './handoffDefaults.ts';
import { hideSecrets } from './hideSecrets.ts';
import { requestHandoff } from './requestHandoff.ts';
import { resolveHandoff } from './resolveHandoff.ts';
import { greet } from './runCommand.ts';
import { runStack } from './runStack.ts';
import { takeAnswer } from './takeAnswer.ts';
import { takeBack } from './takeBack.ts';

const mostKept = 2_000_000;

/**
 * One turn of the Virtual Agent: the state and an input in, the next state with messages, events and an outcome out.
 * Nothing is written and the state passed in stays as it was; with the same ports the same turn comes out.
 * Rejects only when the store cannot be reached: every other failure is the Error topic's (design 3.7, P01).
 */
export async function runDialog(
  catalog: Catalog,
  ports: DialogPorts,
  context: DialogContext,
  state: DialogState | null,
  input: DialogInput,
): Promise<DialogResult> {
  const turn = createDialogTurn(catalog, ports, context, state, input);
  try {
    await takeInput(turn, input);
    await runStack(turn);
    checkSize(turn);
  } catch (error) {
    if (isTemporary(error)) throw unwrap(error);
    await recover(turn, error);
  }
  endErrandIfOver(turn);
  return hideSecrets([...turn.secrets.values()], {
    state: turn.state,
    messages: turn.messages,
    events: turn.events,
    outcome: turn.outcome ?? { kind: 'waiting' },
    ...(turn.shortDescription === undefined ? {} : { shortDescription: turn.shortDescription }),
    ...(turn.secureInput ? { secureInput: true } : {}),
    ...(turn.ended.length > 0 ? { ended: turn.ended } : {}),
  });
}

/** What cannot be kept with the turn would fail each time it is tried: the store takes 16 MB, of numbers less. */
function checkSize({ state, messages, events }: DialogTurn): void {
  const size = [state, messages, events].reduce((sum, part) => sum + JSON.stringify(part).length, 0);
  if (size <= mostKept) return;
  messages.length = 0;
  events.length = 0;
  throw new Error(`a turn may leave ${mostKept} characters in answers, variables, messages and the log`);
}

async function takeInput(turn: DialogTurn, input: DialogInput): Promise<void> {
  switch (input.kind) {
    case 'start':
      endAllRuns(turn, 'cancelled');
      turn.state = freshState(turn.catalog, turn.ports, turn.context);
      return greet(turn);
    case 'text':
    case 'value':
    case 'attachment':
      delete turn.state.nobodyCame;
      return takeAnswer(turn, input);
    case 'handoff_resolved':
      return resolveHandoff(turn, input);
    case 'handoff_happens':
      return announceHandoff(turn, input);
    case 'resumed':
      return resume(turn);
    case 'returned':
      return takeBack(turn, input);
    case 'errand':
      return startErrand(turn, input.topic);
    case 'failed':
      return startErrorTopic(turn, input.message);
  }
}

/** The pause is over: what stands behind it runs. */
function resume(turn: DialogTurn): void {
  const run = topRun(turn);
  if (run?.paused !== true) return;
  delete run.paused;
  run.awaiting = false;
}

/** The stack is dropped and the Error topic runs; if that fails too the conversation is faulted (P01). */
async function recover(turn: DialogTurn, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const where = error instanceof ElementFailure ? error.where : (topRun(turn)?.topic ?? 'dialog');
  if (turn.state.stack.some(({ role }) => role === 'error')) return giveUp(turn, message);
  turn.events.push({ type: 'faulted', where, message: message.slice(0, 500) });
  try {
    startErrorTopic(turn, message);
    await runStack(turn);
  } catch (second) {
    if (isTemporary(second)) throw unwrap(second);
    giveUp(turn, second instanceof Error ? second.message : String(second));
  }
}

function startErrorTopic(turn: DialogTurn, message: string): void {
  if (isErrand(turn)) {
    failErrand(turn, message);
    return;
  }
  const failed = turn.state.stack.find(({ kind }) => kind === 'topic')?.topic ?? null;
  const handoff = safely(() => handoffDefaults(turn));
  endAllRuns(turn, 'failed');
  turn.outcome = null;
  turn.promptInstead = null;
  turn.replay = null;
  turn.watch.restart();
  turn.steps = 0;
  turn.path.length = 0;
  if (
    !startSetup(turn, 'error', { vars: { reason: message.slice(0, 500), failed_topic: failed }, handoff })
  ) {
    requestHandoff(turn, handoff);
  }
}

function giveUp(turn: DialogTurn, message: string): void {
  endAllRuns(turn, 'failed');
  say(turn, { type: 'text', text: turn.texts.brokenDown });
  turn.outcome = { kind: 'faulted', message };
}

/** What went wrong may be the very template that says where the handoff goes. */
function safely<T extends object>(make: () => T): T | Record<string, never> {
  try {
    return make();
  } catch {
    return {};
  }
}

function isTemporary(error: unknown): boolean {
  const cause = unwrap(error);
  return isUnreachable(cause) || (cause instanceof AppError && cause.code === 'unavailable');
}

function unwrap(error: unknown): unknown {
  return error instanceof ElementFailure ? error.cause : error;
}

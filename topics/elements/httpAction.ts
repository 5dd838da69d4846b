import { createHash } from 'node:crypto';
import type { ElementOf } from '../../contracts/topic.ts';
import type { ConnectionRequest, TopicValue } from '../dialog.ts';
import { type ElementContext, elementKind } from './element.ts';

/** Calls a connection that an admin set up. What is logged of it never holds headers, query values or bodies. */
export const httpAction = elementKind('http_action', {
  async run(element, context) {
    const { ports, emit, setVar } = context;
    const request = requestOf(element, context);
    const { connection, method, path } = request;
    const started = ports.now().getTime();
    const { status, body, failure } = await ports.callConnection(request);
    emit({ type: 'action_called', connection, method, path, status, ms: ports.now().getTime() - started });
    const ok = status !== null && status >= 200 && status < 300;
    setVar(element.into, { status, ok, body });
    const output = `${method} ${connection} ${path}: ${failure ?? status}`;
    if (!ok && element.failed === undefined) throw new Error(output);
    return { go: 'next', to: ok ? element.ok : element.failed, output };
  },
});

function requestOf(element: ElementOf<'http_action'>, context: ElementContext): ConnectionRequest {
  const { connection, method, timeout_seconds: timeoutSeconds, retries, body } = element;
  return {
    connection,
    method,
    path: context.renderAs('path', element.path).trim(),
    query: Object.fromEntries(
      Object.entries(element.query).flatMap(([name, source]) => {
        const value = context.value(source);
        return value === null ? [] : [[name, asText(value, name)]];
      }),
    ),
    headers: mapValues(element.headers, (value) => context.render(value)),
    ...(body === undefined ? {} : { body: mapValues(body, (source) => context.value(source)) }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(retries === undefined ? {} : { retries }),
    idempotencyKey: keyOf(element.id, context),
  };
}

/**
 * The same when the turn is decided again: so is the id of a run that it starts. Another one for each time that the
 * element is reached, so that the second round of a loop is a second call.
 */
function keyOf(id: string, { dialog, run }: ElementContext): string {
  const call = (run.calls?.[id] ?? 0) + 1;
  run.calls = { ...run.calls, [id]: call };
  const place = JSON.stringify([dialog.conversationId, run.runId, run.topic, run.version, id, call]);
  return createHash('sha256').update(place).digest('hex').slice(0, 40);
}

function asText(value: TopicValue, name: string): string {
  if (Array.isArray(value)) return value.map((one) => asText(one, name)).join(',');
  if (value !== null && typeof value === 'object') throw new Error(`“${name}” of the query is not a text`);
  return String(value ?? '');
}

function mapValues<S, T>(values: Record<string, S>, change: (value: S) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

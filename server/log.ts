import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';

/** One JSON line an event on standard output. What could be a secret never reaches it. */
export function createLog(level: string, to: DestinationStream = pino.destination(1)): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: shownError },
    redact: {
      paths: [
        'token',
        'resumeToken',
        '*.token',
        '*.password',
        '*.passwordHash',
        '*.authorization',
        'headers.authorization',
      ],
      censor: '[redacted]',
    },
  };
  return pino(options, to);
}

/**
 * What is logged of an error: its kind, words and place. Errors of the store and of libraries carry what was being
 * written or read, and that may be what somebody said.
 */
function shownError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'something that is no error was thrown' };
  const { name, message, stack } = error;
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : null;
  return { type: name, message: message.slice(0, 500), stack, ...(code === null ? {} : { code }) };
}

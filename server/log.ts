import pino, { type Logger } from 'pino';

/** One JSON line an event on standard output. What could be a secret never reaches it. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
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
  });
}

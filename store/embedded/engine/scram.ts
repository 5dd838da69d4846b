import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Bin, toDoc } from '../bson/values.ts';
import { type Command, checkFields, type Reply } from '../commands/command.ts';
import { StoreError } from '../errors.ts';

/** The one user of the store, as SCRAM-SHA-256 keeps it: without the password. */
export interface Credentials {
  user: string;
  salt: Buffer;
  iterations: number;
  storedKey: Buffer;
  serverKey: Buffer;
}

const iterations = 15000;

export function credentialsFor(user: string, password: string): Credentials {
  const salt = randomBytes(28);
  // RFC 5802: the password is plain ASCII of our own making, so SASLprep changes nothing.
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = hmac(salted, 'Client Key');
  return {
    user,
    salt,
    iterations,
    storedKey: createHash('sha256').update(clientKey).digest(),
    serverKey: hmac(salted, 'Server Key'),
  };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

interface Conversation {
  firstBare: string;
  serverFirst: string;
  nonce: string;
  user: string;
  finished: boolean;
}

type AuthCommand = Command & { credentials: Credentials | undefined };

/** saslStart and saslContinue (RFC 7677; the driver's SCRAM-SHA-256). */
export const authCommands: ReadonlyMap<string, (command: Command) => Reply> = new Map([
  ['saslStart', (command: Command) => saslStart(command as AuthCommand)],
  ['saslContinue', (command: Command) => saslContinue(command as AuthCommand)],
  ['logout', logout],
]);

function failed(): StoreError {
  return new StoreError(18, 'Authentication failed.');
}

function saslStart(command: AuthCommand): Reply {
  const { body, connection } = command;
  checkFields(body, ['mechanism', 'payload', 'options', 'autoAuthorize']);
  if (body.get('mechanism') !== 'SCRAM-SHA-256') {
    throw new StoreError(334, `Unsupported authentication mechanism: ${String(body.get('mechanism'))}`);
  }
  if (!command.credentials) throw failed();
  const first = payloadOf(command);
  const parts = /^[ny],[^,]*,(n=([^,]*),r=([^,]+).*)$/.exec(first);
  if (!parts) throw failed();
  const nonce = `${parts[3]}${randomBytes(24).toString('base64')}`;
  const { salt } = command.credentials;
  const serverFirst = `r=${nonce},s=${salt.toString('base64')},i=${command.credentials.iterations}`;
  const conversation: Conversation = {
    firstBare: parts[1] as string,
    serverFirst,
    nonce,
    user: (parts[2] as string).replaceAll('=2C', ',').replaceAll('=3D', '='),
    finished: false,
  };
  connection.sasl = conversation;
  return step(serverFirst, false);
}

function saslContinue(command: AuthCommand): Reply {
  const { connection, credentials } = command;
  checkFields(command.body, ['conversationId', 'payload']);
  const conversation = connection.sasl as Conversation | undefined;
  if (!conversation || !credentials) throw failed();
  if (conversation.finished) {
    connection.sasl = undefined;
    return step('', true);
  }
  const final = /^(c=[^,]+,r=([^,]+)),p=(.+)$/.exec(payloadOf(command));
  connection.sasl = undefined;
  if (!final || final[2] !== conversation.nonce || conversation.user !== credentials.user) throw failed();
  const message = `${conversation.firstBare},${conversation.serverFirst},${final[1]}`;
  const signature = hmac(credentials.storedKey, message);
  const proof = Buffer.from(final[3] as string, 'base64');
  if (proof.length !== signature.length) throw failed();
  const clientKey = Buffer.from(proof.map((byte, i) => byte ^ (signature[i] as number)));
  const key = createHash('sha256').update(clientKey).digest();
  if (!timingSafeEqual(key, credentials.storedKey)) throw failed();
  connection.user = credentials.user;
  connection.sasl = { ...conversation, finished: true };
  // The driver then sends one empty message more, as RFC 5802 lets it when the server does not say "done" here.
  return step(`v=${hmac(credentials.serverKey, message).toString('base64')}`, false);
}

function logout(command: Command): Reply {
  command.connection.user = undefined;
  return new Map();
}

function payloadOf(command: Command): string {
  const payload = command.body.get('payload');
  if (!(payload instanceof Bin) || payload.bytes.length > 4096) throw failed();
  return Buffer.from(payload.bytes).toString('utf8');
}

function step(payload: string, done: boolean): Reply {
  return toDoc({ conversationId: 1, done, payload: new Bin(0, Buffer.from(payload)) });
}

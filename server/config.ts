import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { S3Place } from '../interactions/files/attachmentFilesS3.ts';

/** A mistake in how the server was started: one clear line and exit 1. */
export class StartError extends Error {}

/** What the environment says (protocol §1). */
export interface Config {
  host: string;
  port: number;
  dataDir: string;
  /** null: the embedded store under `dataDir`. */
  mongodbUri: string | null;
  redisUrl: string | null;
  /** Signs every token; at least 32 bytes of randomness when generated. */
  secretKey: string;
  adminEmail: string;
  /** null: generated and printed once. */
  adminPassword: string | null;
  demo: boolean;
  demoPassword: string | null;
  /** Merged over the stored settings. */
  settings: Record<string, unknown>;
  /** How many proxies in front of the server append to `X-Forwarded-For`. */
  trustProxy: number;
  logLevel: string;
  /** null: attachments are kept in files under `dataDir`. */
  attachmentsS3: S3Place | null;
  /** null: no mail is sent. */
  smtpUrl: string | null;
}

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3_978),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URI: z.string().min(1).optional(),
  REDIS_URL: z.string().min(1).optional(),
  SECRET_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  ADMIN_EMAIL: z.email().default('admin@example.com'),
  ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  DEMO: z.enum(['0', '1']).optional(),
  DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  SETTINGS: z.string().optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  ATTACHMENTS_S3_BUCKET: z.string().min(3).max(63).optional(),
  ATTACHMENTS_S3_REGION: z.string().min(1).optional(),
  ATTACHMENTS_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be smtp://… or smtps://…' }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/**
 * Reads the configuration from environment variables and prepares `DATA_DIR`.
 * @throws StartError with one line that names the variable and what is wrong with it.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new StartError(lines.join('; '));
  }
  const { data } = parsed;
  const dataDir = resolve(data.DATA_DIR);
  prepare(dataDir);
  return {
    host: data.HOST,
    port: data.PORT,
    dataDir,
    mongodbUri: data.MONGODB_URI ?? null,
    redisUrl: data.REDIS_URL ?? null,
    secretKey: data.SECRET_KEY ?? keptSecret(dataDir),
    adminEmail: data.ADMIN_EMAIL,
    adminPassword: data.ADMIN_PASSWORD ?? null,
    demo: data.DEMO === undefined ? data.MONGODB_URI === undefined : data.DEMO === '1',
    demoPassword: data.DEMO_PASSWORD ?? null,
    settings: settingsOf(data.SETTINGS),
    trustProxy: data.TRUST_PROXY,
    logLevel: data.LOG_LEVEL,
    attachmentsS3: s3Of(data),
    smtpUrl: data.SMTP_URL ?? null,
  };
}

function s3Of(data: z.infer<typeof environment>): S3Place | null {
  const {
    ATTACHMENTS_S3_BUCKET: bucket,
    ATTACHMENTS_S3_REGION: region,
    ATTACHMENTS_S3_ENDPOINT: endpoint,
  } = data;
  if (bucket !== undefined) return { bucket, region: region ?? 'us-east-1', endpoint: endpoint ?? null };
  if (region === undefined && endpoint === undefined) return null;
  const given = endpoint === undefined ? 'ATTACHMENTS_S3_REGION' : 'ATTACHMENTS_S3_ENDPOINT';
  throw new StartError(`${given}: needs ATTACHMENTS_S3_BUCKET too`);
}

function prepare(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StartError(`DATA_DIR ${dataDir} is not writable (${why})`);
  }
}

/** The key of this installation: made once, kept beside the data, readable by its owner alone. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret.key');
  if (!existsSync(file)) {
    try {
      // Whole or not at all: half a key would be a key that can be guessed.
      const draft = join(dataDir, `secret.${process.pid}.tmp`);
      writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true });
      try {
        linkSync(draft, file);
      } finally {
        unlinkSync(draft);
      }
    } catch (error) {
      // Another node on the same DATA_DIR was first: its key is the key.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  const key = readFileSync(file, 'utf8').trim();
  if (key.length < 32)
    throw new StartError(`${file} is damaged; put the key back, or remove the file to sign everybody out`);
  return key;
}

function settingsOf(json: string | undefined): Record<string, unknown> {
  if (json === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(json);
    return z.record(z.string(), z.unknown()).parse(parsed);
  } catch {
    throw new StartError('SETTINGS: must be a JSON object');
  }
}

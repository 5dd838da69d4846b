import { AppError } from '../../contracts/errors.ts';
import type { Settings } from '../../contracts/settings.ts';
import { findCards } from './cards.ts';
import { findEmails } from './emails.ts';
import {
  findDeTaxId,
  findEsDni,
  findEsNie,
  findFrNir,
  findIban,
  findUkNino,
  findUsSsn,
} from './nationalIds.ts';
import { ownPattern } from './ownPatterns.ts';
import { plainForm } from './plainForm.ts';
import type { Span } from './span.ts';

/** What stands in place of sensitive data in everything that is stored; of a card the last four digits stay. */
export const sensitiveMask = '••••••';
const cardMask = '•••• ';

/** `kind`: `cards`, `nationalIds`, `email`, or the name of a pattern of one's own. `label`: for people. */
export interface SensitiveRule {
  id: string;
  kind: string;
  label: string;
  find: (plain: string) => Span[];
  /** True where it reads the text as it was written, too. */
  asWritten?: boolean;
}

export interface Sensitive extends Span {
  rule: SensitiveRule;
}

/** The rules that ship (domain D4), by id. M10 stands for each pattern of one's own. */
export const shippedRules: readonly SensitiveRule[] = [
  { id: 'M1', kind: 'cards', label: 'a card number', find: findCards },
  { id: 'M2', kind: 'nationalIds', label: 'a US Social Security number', find: findUsSsn },
  { id: 'M3', kind: 'nationalIds', label: 'a UK National Insurance number', find: findUkNino },
  { id: 'M4', kind: 'nationalIds', label: 'a German tax id', find: findDeTaxId },
  { id: 'M5', kind: 'nationalIds', label: 'a French social security number', find: findFrNir },
  { id: 'M6', kind: 'nationalIds', label: 'a Spanish DNI', find: findEsDni },
  { id: 'M7', kind: 'nationalIds', label: 'a Spanish NIE', find: findEsNie },
  { id: 'M8', kind: 'nationalIds', label: 'an IBAN', find: findIban },
  { id: 'M9', kind: 'email', label: 'an e-mail address', find: findEmails },
];

/** Sensitive data by the rules that the admin turned on. Nothing is kept of what is found. */
export interface Masking {
  /** False: nothing is masked. */
  on: boolean;
  /** Where sensitive data stands, in order and without overlaps. `open`: kinds that may stay. */
  find(text: string, open?: readonly string[]): Sensitive[];
  mask(text: string, open?: readonly string[]): string;
  /**
   * For what staff write. `open`: kinds that may be written.
   * @throws AppError `invalid` that names the field and the kind, and never the value.
   */
  refuse(fields: Readonly<Record<string, unknown>>, open?: readonly string[]): void;
}

export function createMasking(settings: Settings['sensitiveData']): Masking {
  const rules = [
    ...shippedRules.filter(({ kind }) =>
      Object.entries(settings).some(([name, on]) => name === kind && on === true),
    ),
    ...settings.patterns.map(({ name, pattern }) => ({
      id: 'M10',
      kind: name,
      label: `what the pattern “${name}” stands for`,
      find: ownPattern(pattern),
      asWritten: true,
    })),
  ];
  const find = (text: string, open: readonly string[] = []): Sensitive[] => {
    const { plain, at } = plainForm(text);
    const inText = ({ start, end }: Span): Span => ({ start: at?.[start] ?? start, end: at?.[end] ?? end });
    const all = rules
      .filter(({ kind }) => !open.includes(kind))
      .flatMap((rule) => {
        const written = rule.asWritten === true && plain !== text ? rule.find(text) : [];
        return [...written, ...rule.find(plain).map(inText)].map((span) => ({ ...span, rule }));
      });
    return withoutOverlaps(all);
  };
  return {
    on: rules.length > 0,
    find,
    mask: (text, open) =>
      rules.length === 0 ? text : replaceSpans(text, find(text, open), (span) => maskOf(text, span)),
    refuse(fields, open) {
      if (rules.length === 0) return;
      const errors = Object.entries(fields).flatMap(([path, value]) =>
        textsOf(value)
          .flatMap((text) => find(text, open))
          .map(({ rule }) => ({ path, message: `${rule.label} may not be written here` })),
      );
      const [first] = errors;
      if (first !== undefined) throw new AppError('invalid', `${first.path}: ${first.message}`, { errors });
    },
  };
}

/** The masking of the settings in force, made anew when they change. */
export function maskingInForce(settings: () => Settings): () => Masking {
  let source = '';
  let masking: Masking | null = null;
  return () => {
    const { sensitiveData } = settings();
    const now = JSON.stringify(sensitiveData);
    if (masking === null || now !== source) masking = createMasking(sensitiveData);
    source = now;
    return masking;
  };
}

function maskOf(text: string, { start, end, rule }: Sensitive): string {
  if (rule.kind !== 'cards') return sensitiveMask;
  return `${cardMask}${plainForm(text.slice(start, end)).plain.replace(/\D/g, '').slice(-4)}`;
}

function replaceSpans(text: string, spans: Sensitive[], by: (span: Sensitive) => string): string {
  let masked = '';
  let done = 0;
  for (const span of spans) {
    masked += text.slice(done, span.start) + by(span);
    done = span.end;
  }
  return masked + text.slice(done);
}

/** What overlaps becomes one, under the rule that began first, or of these the longest. */
function withoutOverlaps(found: Sensitive[]): Sensitive[] {
  const merged: Sensitive[] = [];
  for (const span of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push({ ...span });
    else if (span.end > last.end) {
      last.end = span.end;
      // Of a card that is part of something else no digits stay.
      last.rule = { ...last.rule, kind: last.rule.kind === 'cards' ? span.rule.kind : last.rule.kind };
    }
  }
  return merged;
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return Array.isArray(value) ? value.flatMap(textsOf) : [];
}

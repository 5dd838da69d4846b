import { sensitiveMask } from '../interactions/masking/masking.ts';
import type { TurnDraft } from '../interactions/turn.ts';

/** Where a value may stand that is an answer and nothing else: in the dialog … */
const answers: ReadonlySet<string> = new Set(['inputs', 'vars', 'answer', 'aside', 'context', 'items']);
/** … and in what a topic makes of it. */
const made: ReadonlySet<string> = new Set(['fields', 'changes', 'context']);
const makers: ReadonlySet<string> = new Set(['record_created', 'record_updated', 'handoff_requested']);

/**
 * Masks the sensitive data that inputs asked for wherever it is shown: in messages, the log, short descriptions. The
 * answer itself stays in the dialog, and so does a field of a record or a variable that is the answer and nothing else;
 * a text that holds it does not.
 */
export function hideTold(told: readonly string[], draft: TurnDraft): TurnDraft {
  if (told.length === 0) return draft;
  const longestFirst = [...told].sort((a, b) => b.length - a.length);
  const nothing: ReadonlySet<string> = new Set();
  return {
    ...draft,
    events: draft.events.map((event) =>
      hideIn(event, longestFirst, makers.has(event.type) ? made : nothing, false),
    ),
    messages: hideIn(draft.messages, longestFirst, nothing, false),
    ...(draft.dialog === undefined ? {} : { dialog: hideIn(draft.dialog, longestFirst, answers, false) }),
  };
}

/** A copy with the masks; `keeps`: the names under which a whole value stays. */
function hideIn<T>(value: T, told: readonly string[], keeps: ReadonlySet<string>, kept: boolean): T;
function hideIn(value: unknown, told: readonly string[], keeps: ReadonlySet<string>, kept: boolean): unknown {
  if (typeof value === 'string')
    return kept && told.includes(value)
      ? value
      : told.reduce((text, secret) => text.replaceAll(secret, sensitiveMask), value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((inner: unknown) => hideIn(inner, told, keeps, kept));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, hideIn(inner, told, keeps, kept || keeps.has(name))]),
  );
}

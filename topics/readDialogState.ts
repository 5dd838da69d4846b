import type { DialogState } from './dialog.ts';

/** A state as it was stored, by this version or an earlier one (design §7); null: there is none, or it is not ours. */
export function readDialogState(stored: unknown): DialogState | null {
  if (isVersion(stored, 2)) return stored;
  if (isVersion(stored, 1))
    return { experience: null, languageKnown: true, unlabelled: null, ...stored, v: 2 };
  return null;
}

/** Version 1 had none of chat experiences, languages and labels; what is new in a topic's run is optional. */
interface Versions {
  1: Omit<DialogState, 'v' | 'experience' | 'languageKnown' | 'unlabelled'> & { v: 1 };
  2: DialogState;
}

/** The shape below its version is our own JSON, written by the engine of that version. */
function isVersion<V extends keyof Versions>(stored: unknown, version: V): stored is Versions[V] {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'v' in stored &&
    stored.v === version &&
    'stack' in stored
  );
}

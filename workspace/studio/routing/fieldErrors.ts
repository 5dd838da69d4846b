import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { CallFailed } from '../../api/problem.ts';

/** What the server said is wrong, by the path of the field. */
export type FieldErrors = Readonly<Record<string, string>>;
export const FieldErrorsContext = createContext<FieldErrors>({});

/** Of the field at `path`; `below`: also of what is in it. */
export function useFieldError(path: string | undefined, below = false): string | null {
  const errors = useContext(FieldErrorsContext);
  if (path === undefined) return null;
  const found = Object.keys(errors).find((at) => at === path || (below && at.startsWith(`${path}.`)));
  return found === undefined ? null : (errors[found] ?? null);
}

/** Keeps what a refused call said of single fields, for those who show them; the call still fails for its caller. */
export function useFieldErrors(): [FieldErrors, (save: () => Promise<void>) => Promise<void>] {
  const [errors, setErrors] = useState<FieldErrors>({});
  const guarded = async (save: () => Promise<void>) => {
    setErrors({});
    try {
      await save();
    } catch (failure) {
      if (failure instanceof CallFailed)
        setErrors(Object.fromEntries(failure.errors.map(({ path, message }) => [path, message])));
      throw failure;
    }
  };
  return [errors, guarded];
}

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type FieldErrors, FieldErrorsContext } from './fieldErrors.ts';

/** Fields with what the server said of them; the first that it refused has the focus, wherever the form is scrolled to. */
export function FieldErrorsBox({ errors, children }: { errors: FieldErrors; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      box.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);
  return (
    <div class="field-errors" ref={box}>
      <FieldErrorsContext.Provider value={errors}>{children}</FieldErrorsContext.Provider>
    </div>
  );
}

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A group of a queue's fields. */
export function QueueCard({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="card queue-card" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

import type { ComponentChildren } from 'preact';
import { explainFailure } from '../api/explainFailure.ts';
import { useLoaded } from '../api/useLoaded.ts';
import { LoadFailed, Loading } from '../design/Loading.tsx';
import { useMessages } from '../messages/language.ts';

interface LaterProps<T> {
  /** Names the code; another name loads anew. */
  name: string;
  load: () => Promise<T>;
  children: (loaded: T) => ComponentChildren;
}

/** A part of the page whose code comes when it is first shown. */
export function Later<T>({ name, load, children }: LaterProps<T>) {
  const messages = useMessages();
  const { data, failure, reload } = useLoaded(name, load);
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  return data === null ? <Loading /> : children(data);
}

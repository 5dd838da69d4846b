import { useState } from 'preact/hooks';
import { listWaiting } from '../../api/desk.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import type { ShownHeader } from '../../api/interactions.ts';
import { isGone } from '../../api/isGone.ts';
import { CallFailed } from '../../api/problem.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Button } from '../../design/Button.tsx';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { RelativeTime } from '../../design/RelativeTime.tsx';
import { SentimentDot } from '../../design/SentimentDot.tsx';
import { useNow } from '../../design/useNow.ts';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { useDesk, useDeskState } from '../deskContext.ts';
import { deskHash } from '../state/route.ts';

/** How often it is read anew while it is open: queues move without a word to this desk. */
const refreshMs = 10_000;

/** The work that waits in the agent's queues, to be taken without an offer (domain D5 "Claim"). */
export function WaitingList() {
  const { session } = useWorkspace();
  const { inbox, options } = useDeskState();
  const messages = useMessages();
  const texts = useInboxTexts().waiting;
  const queues = options?.queues.map(({ id }) => id) ?? [];
  const round = Math.floor(useNow(refreshMs).getTime() / refreshMs);
  const { data, failure, reload } = useLoaded([inbox?.waiting, round, ...queues].join(), async (signal) =>
    queues.length === 0 ? null : await listWaiting(session.api, queues, signal),
  );
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (queues.length === 0) return <p class="list-empty">{texts.noQueues}</p>;
  if (data === null) return <Loading />;
  if (data.items.length === 0) return <p class="list-empty">{texts.none}</p>;
  return (
    <ul class="cards cards-tight" aria-label={texts.list}>
      {data.items.map((header) => (
        <Waiting key={header.number} header={header} onGone={reload} />
      ))}
    </ul>
  );
}

function Waiting({ header, onGone }: { header: ShownHeader; onGone: () => void }) {
  const desk = useDesk();
  const { toasts, window } = useWorkspace();
  const messages = useMessages();
  const texts = useInboxTexts().waiting;
  const [busy, setBusy] = useState(false);
  const { number, openedFor, shortDescription, queue, sentiment, openedAt } = header;
  const name = openedFor?.name ?? number;
  const claim = async () => {
    setBusy(true);
    try {
      await desk.claim(number);
      window.location.hash = deskHash(number);
    } catch (failure) {
      setBusy(false);
      onGone();
      toasts.say(
        (m) => {
          if (failure instanceof CallFailed && failure.code === 'capacity') return m.desk.capacityFull;
          return isGone(failure) ? texts.taken : explainFailure(failure, m);
        },
        { bad: true },
      );
    }
  };
  return (
    <li class="waiting">
      <span class="conv-body">
        <span class="conv-line">
          <strong class="conv-name">{name}</strong>
          <SentimentDot sentiment={sentiment ?? null} />
          <span class="conv-time">
            <span class="hidden-visually">{texts.since} </span>
            <RelativeTime at={openedAt ?? null} />
          </span>
        </span>
        <span class="waiting-text">{shortDescription || messages.untitled}</span>
        <span class="conv-number">{queue?.name}</span>
      </span>
      <Button small disabled={busy} aria-label={texts.claim(name)} onClick={claim}>
        {texts.take}
      </Button>
    </li>
  );
}

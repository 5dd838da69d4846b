import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { waitEstimate } from '../conversation/waitEstimate.ts';
import { useChat } from './chatContext.ts';
import { Icon } from './Icon.tsx';
import { useSecondsUntil } from './useSecondsUntil.ts';

/** What stands between the header and the messages: the state of the connection, and the place in the queue. */
export function Banners({ online }: { online: ReadonlySignal<boolean> }): JSX.Element {
  return (
    <div class="banners" role="status">
      <ConnectionBanner online={online} />
      <SlowBanner />
      <QueueBanner />
      <ErrandBanner />
    </div>
  );
}

function ConnectionBanner({ online }: { online: ReadonlySignal<boolean> }): JSX.Element | null {
  const { conversation, texts, focusComposer } = useChat();
  const link = conversation.link.value;
  const seconds = useSecondsUntil(link.state === 'busy' ? link.until : 0);
  if (link.state === 'distrusted') {
    return (
      <div class="banner warn distrusted">
        <Icon name="alert" />
        <p>{texts.distrusted}</p>
        <button type="button" class="button small" onClick={() => location.reload()}>
          {texts.reload}
        </button>
        <button
          type="button"
          class="button small quiet"
          onClick={() => {
            conversation.goAsGuest();
            requestAnimationFrame(focusComposer);
          }}
        >
          {texts.asGuest}
        </button>
      </div>
    );
  }
  if (link.state === 'refused') {
    return (
      <div class="banner warn">
        <Icon name="alert" />
        <p>
          {texts.refused} {texts.errors[link.code]}
        </p>
        <button type="button" class="button small" onClick={conversation.reconnect}>
          {texts.retry}
        </button>
      </div>
    );
  }
  if (!online.value) return <p class="banner warn">{texts.offline}</p>;
  if (link.state === 'busy') return <p class="banner">{texts.busy(seconds.value)}</p>;
  if (link.state === 'connecting') return <p class="banner">{texts.connecting}</p>;
  if (link.state === 'reconnecting') return <p class="banner warn">{texts.reconnecting}</p>;
  return null;
}

function SlowBanner(): JSX.Element | null {
  const { conversation, texts } = useChat();
  const until = conversation.slowUntil.value;
  const seconds = useSecondsUntil(until);
  // The number is for the eye; read aloud every second it would be noise.
  return until === 0 ? null : (
    <p class="banner warn slow">
      <span class="for-ears">{texts.slowDown(0)}</span>
      <span aria-hidden="true">{texts.slowDown(seconds.value)}</span>
    </p>
  );
}

function QueueBanner(): JSX.Element | null {
  const { conversation, texts } = useChat();
  const change = conversation.change.value;
  if (change?.owner !== 'queue') return null;
  const { queue } = change;
  return (
    <div class="banner queue">
      <Icon name="people" />
      <div>
        <p class="queue-place">
          {texts.queued(queue?.name ?? '')}
          {queue?.position ? ` · ${texts.position(queue.position)}` : ''}
        </p>
        <p>{waitEstimate(queue?.estimatedWaitSeconds ?? null, texts, queue?.estimatedWaitRange)}</p>
        <p class="hint">{texts.leaveHint}</p>
      </div>
    </div>
  );
}

/** The Virtual Agent runs a topic while a person has the conversation, or while the requester waits for one. */
function ErrandBanner(): JSX.Element | null {
  const { conversation, texts } = useChat();
  const change = conversation.change.value;
  if (change?.errand === undefined) return null;
  return (
    <p class="banner errand">
      {texts.errand(change.errand, change.owner === 'agent' ? change.agent?.name : undefined)}
    </p>
  );
}

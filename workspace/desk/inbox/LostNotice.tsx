import type { Inbox } from '../../../contracts/sockets.ts';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { ClockTime } from '../../design/RelativeTime.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useAct } from '../../shell/useAct.ts';
import { useDesk } from '../deskContext.ts';

/** What went back to its queue when the connection to this agent was lost, until the agent has seen it. */
export function LostNotice({ lost }: { lost: Inbox['lost'] }) {
  const desk = useDesk();
  const { busy, run } = useAct();
  const texts = useInboxTexts().lost;
  return (
    <section class="lost" role="alert">
      <p class="lost-title">
        <Icon name="warning" />
        <strong>{texts.title}</strong>
      </p>
      <p>{texts.text(lost.map(({ interaction }) => interaction))}</p>
      <ul>
        {lost.map(({ interaction, at }) => (
          <li key={interaction}>
            <span class="mono">{interaction}</span> · <ClockTime at={at} />
          </li>
        ))}
      </ul>
      <Button small aria-disabled={busy} onClick={() => run(desk.lostSeen)}>
        {texts.dismiss}
      </Button>
    </section>
  );
}

import { hasEnded } from '../../../contracts/states.ts';
import type { ShownHeader } from '../../api/interactions.ts';
import { Badge } from '../../design/Badge.tsx';
import { Icon } from '../../design/Icon.tsx';
import { DateTime } from '../../design/RelativeTime.tsx';
import { useMessages } from '../../messages/language.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { nameWithKind } from './nameWithKind.ts';

/** Why it ended, as a sentence, with who ended it and the rule that decided; or that it has not. */
export function WhyEnded({ record }: { record: ShownHeader }) {
  const messages = useMessages();
  const { detail } = useStudioTexts();
  const { dashboardMessage, stateReason, closedBy, closedAt, closeRule, endState, state } = record;
  if (!hasEnded(state)) {
    return (
      <section class="why" aria-label={detail.stillOpen}>
        <Icon name="chat" />
        <div>
          <h2>{detail.stillOpen}</h2>
          <p>{detail.stillOpenText(record.assignedTo?.name ?? messages.owners[record.owner])}</p>
        </div>
      </section>
    );
  }
  const reason = stateReason ? messages.reasons[stateReason] : messages.states[state];
  return (
    <section class={`why why-${state}`} aria-label={detail.whyEnded}>
      <Icon name={state === 'faulted' ? 'warning' : 'flag'} />
      <div>
        <h2 class="why-label">{detail.whyEnded}</h2>
        <p class="why-sentence">{dashboardMessage ?? reason}</p>
        <p class="why-facts">
          <Badge tone={state === 'faulted' ? 'danger' : state === 'closed_complete' ? 'ok' : 'plain'}>
            {reason}
          </Badge>
          {closedBy && <span>{detail.endedBy(nameWithKind(closedBy, messages))}</span>}
          {closedAt && <DateTime at={closedAt} />}
          {closeRule && <span class="muted">{detail.rule(closeRule)}</span>}
          {endState && <span class="muted">{detail.endStateIs(endState)}</span>}
        </p>
      </div>
    </section>
  );
}

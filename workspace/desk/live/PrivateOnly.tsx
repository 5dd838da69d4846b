import type { Errand } from '../../../contracts/live.ts';
import { Icon } from '../../design/Icon.tsx';
import { useLiveTexts } from '../../messages/live.ts';
import type { DeskRole } from '../state/roleOf.ts';

/** Why nothing is written to the requester now. */
export function PrivateOnly({ role, errand }: { role: DeskRole; errand: Errand | null }) {
  const { privateOnly } = useLiveTexts().composer;
  const why =
    role === 'whisper' || role === 'consult' ? privateOnly[role] : privateOnly.errand(errand?.title ?? '');
  return (
    <p class="composer-why small">
      <Icon name="lock" />
      {why}
    </p>
  );
}

import { cloneInteraction } from '../../api/desk.ts';
import { Button } from '../../design/Button.tsx';
import { useInboxTexts } from '../../messages/inbox.ts';
import { useAct } from '../../shell/useAct.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { deskHash } from '../state/route.ts';

/** Opens a follow-up of a closed interaction for the same person (domain A4, "Clone"). */
export function CloneButton({ number, name, small }: { number: string; name: string; small?: boolean }) {
  const { session, toasts, window } = useWorkspace();
  const { clone } = useInboxTexts();
  const { busy, run } = useAct();
  const open = async () => {
    const made = await cloneInteraction(session.api, number);
    toasts.say(() => clone.done(made.number));
    window.location.hash = deskHash(made.number);
  };
  return (
    <Button
      small
      look="secondary"
      icon="plus"
      aria-disabled={busy}
      onClick={() => run(open)}
      title={clone.again(name)}
    >
      {small === true ? <span class="hidden-visually">{clone.again(name)}</span> : clone.short}
    </Button>
  );
}

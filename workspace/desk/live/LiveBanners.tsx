import type { ComponentChildren } from 'preact';
import type { NameRef } from '../../../contracts/header.ts';
import { Button } from '../../design/Button.tsx';
import { Icon, type IconName } from '../../design/Icon.tsx';
import { useLiveTexts } from '../../messages/live.ts';
import { useAct } from '../../shell/useAct.ts';
import { useSignedIn } from '../../shell/workspace.ts';
import { useDesk } from '../deskContext.ts';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import type { Conversation } from '../state/deskState.ts';
import type { DeskRole } from '../state/roleOf.ts';
import type { Doing } from './doing.ts';
import { useLeave } from './useLeave.ts';

interface LiveBannersProps {
  conversation: Conversation;
  role: DeskRole;
  onDo: (doing: Doing) => void;
}

interface Banner {
  tone: 'info' | 'note' | 'va' | 'warn';
  icon: IconName;
  text: string;
  actions?: ComponentChildren;
}

/** What goes on beside the words, each on one line with what can be done about it; nothing while nothing does. */
export function LiveBanners({ conversation, role, onDo }: LiveBannersProps) {
  const banners = [
    useRoleBanner(conversation, role, onDo),
    useConsultBanner(conversation, role),
    useErrandBanner(conversation, role),
    useHelpBanner(conversation, role),
  ].filter((each) => each !== null);
  return (
    <>
      {/* One region that is always there: what is put into a new one is not read out everywhere. */}
      <p class="hidden-visually" role="status">
        {banners.map(({ text }) => text).join(' ')}
      </p>
      {banners.map(({ tone, icon, text, actions }) => (
        <div key={icon} class={`live-banner live-banner-${tone}`}>
          <Icon name={icon} />
          <p>{text}</p>
          {actions !== undefined && <span class="live-banner-actions">{actions}</span>}
        </div>
      ))}
    </>
  );
}

function useRoleBanner(
  { interaction, header, live }: Conversation,
  role: DeskRole,
  onDo: LiveBannersProps['onDo'],
): Banner | null {
  const { user } = useSignedIn();
  const { actions, banner, view } = useLiveTexts();
  const { busy, run } = useAct();
  const leave = useLeave(interaction);
  useShortcut('leave', role === 'holder' ? null : () => run(leave));
  if (role === 'holder') return null;
  const me = live.members.find(({ agent }) => agent.id === user.id);
  const supervises = me?.supervises === true;
  const holder = header.assignedTo?.name ?? banner.someone;
  const withAgent = header.owner === 'agent';
  const text = {
    observer: supervises ? banner.observing : banner.takenOver(holder),
    whisper: banner.whispering,
    public: supervises ? banner.barged : banner.joined(holder),
    consult: banner.consulted(holder),
  }[role];
  return {
    tone: 'info',
    icon: role === 'public' ? 'people' : 'eye',
    text,
    actions: (
      <>
        {supervises && withAgent && role === 'observer' && (
          <Button small onClick={() => onDo({ what: 'whisper' })}>
            {view.whisper}
          </Button>
        )}
        {supervises && withAgent && role !== 'public' && (
          <Button small onClick={() => onDo({ what: 'barge' })}>
            {view.barge}
          </Button>
        )}
        {supervises && withAgent && (
          <Button small onClick={() => onDo({ what: 'takeOver' })}>
            {view.takeOver}
          </Button>
        )}
        <Button small aria-disabled={busy} onClick={() => run(leave)}>
          {actions.leave}
        </Button>
      </>
    ),
  };
}

/** Before a transfer: who was asked, or is talked with. */
function useConsultBanner({ interaction, header, live }: Conversation, role: DeskRole): Banner | null {
  const desk = useDesk();
  const { banner } = useLiveTexts();
  const { busy, run } = useAct();
  const invitation = live.invitations.find(({ kind }) => kind === 'consult');
  const member = live.members.find((each) => each.role === 'consult');
  const asked: NameRef | undefined = member?.agent ?? invitation?.agent;
  if (asked === undefined || role === 'consult') return null;
  const text =
    member === undefined
      ? banner.asked(asked.name)
      : role === 'holder'
        ? banner.talking(asked.name)
        : banner.consulting(header.assignedTo?.name ?? banner.someone, asked.name);
  const actions = (
    <>
      {member !== undefined && (
        <Button
          look="primary"
          small
          aria-disabled={busy}
          onClick={() => run(() => desk.act('transfer:complete', { interaction }))}
        >
          {banner.complete}
        </Button>
      )}
      <Button
        small
        aria-disabled={busy}
        onClick={() => run(() => desk.act('transfer:cancel', { interaction }))}
      >
        {banner.cancel}
      </Button>
    </>
  );
  return { tone: 'note', icon: 'lock', text, ...(role === 'holder' ? { actions } : {}) };
}

function useErrandBanner({ interaction, live }: Conversation, role: DeskRole): Banner | null {
  const desk = useDesk();
  const { banner } = useLiveTexts();
  const { busy, run } = useAct();
  if (live.errand === null) return null;
  const actions = (
    <Button small aria-disabled={busy} onClick={() => run(() => desk.act('topic:stop', { interaction }))}>
      {banner.stop}
    </Button>
  );
  const mayStop = role === 'holder' || role === 'public';
  return {
    tone: 'va',
    icon: 'bot',
    text: banner.errand(live.errand.title),
    ...(mayStop ? { actions } : {}),
  };
}

function useHelpBanner({ interaction, live }: Conversation, role: DeskRole): Banner | null {
  const desk = useDesk();
  const { banner } = useLiveTexts();
  const { busy, run } = useAct();
  if (live.help === null) return null;
  const { by, note } = live.help;
  const mine = role === 'holder';
  const actions = (
    <Button
      small
      aria-disabled={busy}
      onClick={() => run(() => desk.act('help:set', { interaction, on: false }))}
    >
      {banner.withdraw}
    </Button>
  );
  return {
    tone: 'warn',
    icon: 'bell',
    text: mine ? banner.helpMine(note) : banner.help(by.name, note),
    ...(mine ? { actions } : {}),
  };
}

import { formatDateTime, formatFullTime, formatRelative, formatTime } from '../format/time.ts';
import { useLocale } from '../messages/language.ts';
import { useNow } from './useNow.ts';

interface TimeProps {
  at: string | null;
}

/** `5 minutes ago`, kept true while it is shown; the full local time is in the title. */
export function RelativeTime({ at }: TimeProps) {
  const locale = useLocale();
  const now = useNow(20_000);
  return <Time at={at} text={(iso) => formatRelative(iso, now, locale)} />;
}

export function ClockTime({ at }: TimeProps) {
  const locale = useLocale();
  return <Time at={at} text={(iso) => formatTime(iso, locale)} />;
}

export function DateTime({ at }: TimeProps) {
  const locale = useLocale();
  return <Time at={at} text={(iso) => formatDateTime(iso, locale)} />;
}

function Time({ at, text }: TimeProps & { text: (iso: string) => string }) {
  const locale = useLocale();
  if (at === null) return <span class="muted">–</span>;
  return (
    <time dateTime={at} title={formatFullTime(at, locale)}>
      {text(at)}
    </time>
  );
}

import { StoreError } from '../../errors.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that the zone's clock is ahead of UTC at an instant. Throws 40485 for an unknown zone. */
export function offsetOf(date: Date, zone: string): number {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0));
  const parts = new Map(
    formatOf(zone)
      .formatToParts(date)
      .map((each) => [each.type, Number(each.value)]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const local = Date.UTC(
    get('year'),
    get('month') - 1,
    get('day'),
    get('hour') % 24,
    get('minute'),
    get('second'),
  );
  return Math.round((local - Math.floor(date.getTime() / 1000) * 1000) / 60_000);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, made);
    return made;
  } catch {
    throw new StoreError(40485, `unrecognized time zone identifier: "${zone}"`); // Intl says so by throwing.
  }
}

/** A date whose UTC fields read as the zone's clock. */
export function toLocal(date: Date, zone: string): Date {
  return new Date(date.getTime() + offsetOf(date, zone) * 60_000);
}

/** The instant at which the zone's clock reads so; of two, the one that the offset shortly before gives. */
export function fromLocal(local: Date, zone: string): Date {
  const guess = new Date(local.getTime() - offsetOf(local, zone) * 60_000);
  return new Date(local.getTime() - offsetOf(guess, zone) * 60_000);
}

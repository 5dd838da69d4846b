import { instantIn } from '../../contracts/instantIn.ts';
import { parsePhone } from '../answers/parseAddress.ts';
import { type ElementContext, elementKind } from './element.ts';

/**
 * Notes that the requester wants to be called back (domain D3, callback); the call comes by itself. A time is by the
 * requester's clock; one that has passed, or none, means as soon as possible.
 */
export const callback = elementKind('callback', {
  run(element, context) {
    const said = context.evaluate(element.phone);
    const to = parsePhone(String(said ?? ''));
    if (to === null) throw new Error(`“${said}” is not a phone number with its country code`);
    const at =
      element.at === undefined ? null : momentOf(String(context.evaluate(element.at) ?? ''), context);
    const against = whyNot(context, to, at);
    if (against !== null) {
      if (element.refused === undefined) throw new Error(`nobody may be called back: ${against}`);
      return { go: 'next', to: element.refused, output: `refused: ${against}` };
    }
    const queue = element.queue ?? context.handoffDefaults().queue;
    context.emit({
      type: 'callback_requested',
      callbackId: context.ports.newId(),
      queue: queue === undefined ? null : { id: queue, name: queue },
      to,
      at: at?.toISOString() ?? null,
    });
    return { go: 'next', output: at === null ? 'now' : at.toISOString() };
  },
});

/** What the settings have against this call; null: nothing. Numbers in all the world would be dialled at a guest's word. */
function whyNot({ dialog, ports }: ElementContext, to: string, at: Date | null): string | null {
  const { countries, mostDaysAhead } = dialog.settings.callbacks;
  if (countries.length > 0 && !countries.some((begin) => to.startsWith(begin)))
    return 'calls do not go to this country';
  if (at !== null && at.getTime() > ports.now().getTime() + mostDaysAhead * 86_400_000)
    return `it is more than ${mostDaysAhead} days ahead`;
  return null;
}

/** `YYYY-MM-DDTHH:mm` by the requester's clock; null: nothing was said, or it has passed. */
function momentOf(local: string, context: ElementContext): Date | null {
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(local);
  if (found === null) return null;
  const [, date = '', hours, minutes] = found;
  const at = instantIn(zoneOf(context), date, Number(hours) * 60 + Number(minutes));
  return at > context.ports.now() ? at : null;
}

/** The page's own value may be anything; what is no zone counts as UTC, as where dates are asked for. */
function zoneOf(context: ElementContext): string {
  const zone = context.scope().vaContext.time_zone;
  if (typeof zone !== 'string' || zone === '') return 'UTC';
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}

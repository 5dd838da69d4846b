import type { ElementOf } from '../../contracts/topic.ts';
import { parseEmail, parsePhone } from '../answers/parseAddress.ts';
import { parseYesNo } from '../answers/parseYesNo.ts';
import { askInput } from './askInput.ts';
import { type ElementContext, elementKind } from './element.ts';
import { answerText } from './readAnswer.ts';

type ContactElement = ElementOf<'contact_input'>;
const readers = { email: parseEmail, phone: parsePhone };

/**
 * Asks for an e-mail address or a phone number; one that is known is offered: yes takes it, no asks for another, and
 * another may be said at once.
 */
export const contactInput = elementKind('contact_input', {
  run(element, context) {
    const known = offered(element, context);
    const { texts } = context;
    return askInput(element, context, (text) =>
      known === null
        ? { type: 'text', text }
        : {
            type: 'choices',
            text: texts.contact.isItRight(text, known),
            choices: [
              { value: 'yes', label: texts.yes },
              { value: 'no', label: texts.no },
            ],
          },
    );
  },
  answer(element, input, context) {
    const { texts, dialog } = context;
    const said = answerText(input) ?? '';
    const own = within(said, element.channel);
    if (own !== null) return { ok: true, value: own };
    const known = offered(element, context);
    if (known !== null) {
      const { sure, likely } = parseYesNo(said, { locale: dialog.locale, outcomes: false });
      if (sure === true) return { ok: true, value: known };
      if (sure === false || likely === false)
        return { ok: false, hint: texts.contact.another[element.channel], progress: { declined: true } };
    }
    return { ok: false, hint: texts.invalid[element.channel] };
  },
});

/** The known address, unless it was declined or is none. */
function offered({ known, channel }: ContactElement, context: ElementContext): string | null {
  if (context.run.progress?.declined === true) return null;
  const address =
    known === undefined
      ? channel === 'email'
        ? context.dialog.requester.email
        : undefined
      : context.evaluate(known);
  return typeof address === 'string' ? readers[channel](address.trim()) : null;
}

/** The address in what was said: alone, or the only one in a sentence ("no, use ada@example.com"). */
function within(said: string, channel: ContactElement['channel']): string | null {
  const whole = readers[channel](said);
  if (whole !== null) return whole;
  const parts =
    channel === 'email' ? said.split(/[\s,;]+/) : (said.match(/(?:\+|\b00)[\d\s().\-/]{6,24}\d/g) ?? []);
  const found = new Set(
    parts.map((part) => readers[channel](part.replace(/[.!?]+$/, ''))).filter((address) => address !== null),
  );
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

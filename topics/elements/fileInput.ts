import { acceptOf, isFileType, megabyte } from '../../contracts/fileTypes.ts';
import type { MessageBody } from '../../contracts/messages.ts';
import type { ElementOf } from '../../contracts/topic.ts';
import { normalise } from '../answers/words.ts';
import { wordsFor } from '../answers/wordsFor.ts';
import type { DialogInput, InputProgress } from '../dialog.ts';
import { askInput } from './askInput.ts';
import { type Answer, type ElementContext, elementKind } from './element.ts';
import { answerText } from './readAnswer.ts';

type FileElement = ElementOf<'file_input'>;
type Files = NonNullable<InputProgress['files']>;
const doneValue = 'done';

/**
 * Asks for a file, or for several until "done" is said. `vaInputs` holds `{attachmentId, name, size, type}` or a list of
 * them; the file's type is what its content says (domain B4).
 */
export const fileInput = elementKind('file_input', {
  run: (element, context) =>
    askInput(element, context, (text): MessageBody => {
      const { multiple } = element;
      const upload = { multiple, accept: acceptOf(element.types), maxBytes: limitOf(element, context) };
      if (!multiple || filesOf(context).length === 0) return { type: 'text', text, upload };
      const choices = [{ value: doneValue, label: context.texts.done, control: 'done' as const }];
      return { type: 'choices', text, choices, upload };
    }),
  answer(element, input, context) {
    if (input.kind === 'attachment') return take(element, input, context);
    const files = filesOf(context);
    if (files.length > 0 && isDone(answerText(input) ?? '', context)) return taken(files);
    return { ok: false, hint: files.length > 0 ? context.texts.files.orDone : context.texts.files.needed };
  },
});

function take(
  element: FileElement,
  { attachmentId, name, size, type }: Extract<DialogInput, { kind: 'attachment' }>,
  context: ElementContext,
): Answer {
  const { texts } = context;
  if (!isFileType(type, element.types))
    return { ok: false, hint: texts.files.wrongType(name, texts.files.kinds(element.types ?? [])) };
  const limit = limitOf(element, context);
  if (size > limit)
    return { ok: false, hint: texts.files.tooLarge(name, Math.floor((limit / megabyte) * 10) / 10) };
  const file = { attachmentId, name, size, type };
  if (!element.multiple) return { ok: true, value: file, display: name };
  const files = [...filesOf(context), file];
  if (files.length >= element.max_files) return taken(files);
  return { ok: false, hint: texts.files.another(name), progress: { files } };
}

function taken(files: Files): Answer {
  return { ok: true, value: files, display: files.map(({ name }) => name).join(', ') };
}

function filesOf({ run }: ElementContext): Files {
  return run.progress?.files ?? [];
}

function isDone(said: string, { dialog }: ElementContext): boolean {
  return said === doneValue || wordsFor(dialog.locale).done.includes(normalise(said));
}

/** Bytes; the author may ask for less than the server takes, never for more. */
function limitOf({ max_megabytes }: FileElement, { dialog }: ElementContext): number {
  const { attachmentMegabytes } = dialog.settings.limits;
  return Math.min(max_megabytes ?? attachmentMegabytes, attachmentMegabytes) * megabyte;
}

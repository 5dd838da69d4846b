import type { TopicValue } from '../dialog.ts';
import type { ScriptAction } from '../scripts/evaluateScript.ts';
import { attach } from './attachRecord.ts';
import { type ElementContext, elementKind, type Step } from './element.ts';

/** Runs JavaScript in the sandbox: `vaInputs` to read, `vaVars` to read and write, `vaSystem` to act (docs/scripts.md). */
export const script = elementKind('script', {
  async run(element, context) {
    const result = await context.runScript(element.script);
    for (const [name, value] of Object.entries(result.vars)) context.setVar(name, value);
    for (const [name, value] of Object.entries(result.context)) context.tellAgent(name, value);
    if (element.into !== undefined) context.setVar(element.into, result.returned);
    let step: Step = { go: 'next' };
    for (const action of result.actions) step = (await act(action, context)) ?? step;
    return step;
  },
});

/** Does what the script asked for. What leads elsewhere is answered; of several the last one counts. */
async function act(action: ScriptAction, context: ElementContext): Promise<Step | null> {
  const { say, texts, run } = context;
  switch (action.do) {
    case 'say':
      say({ type: 'text', text: action.text }, action.avatar ? 'virtual_agent' : 'system');
      return null;
    case 'separate':
      say({ type: 'text', text: texts.script.separator }, 'system');
      return null;
    case 'attach':
      await attach(action.table, action.id, context);
      return null;
    case 'attach_file':
      await attachFiles(action, context);
      return null;
    case 'offer':
      offerTopics(action, context);
      return null;
    case 'forget':
      for (const name of action.input === null ? Object.keys(run.inputs) : [action.input]) {
        delete run.inputs[name];
        delete run.display?.[name];
      }
      return null;
    case 'discover':
      return { go: 'discover', text: action.text, keywords: action.keywords };
    case 'switch':
      return switchTo(action, context);
    case 'agent':
      return { go: 'agent' };
    case 'end':
      return { go: 'finish' };
  }
}

/** Only files that were sent as answers here may be attached: an id alone is no permission (design §8). */
async function attachFiles(
  { files, table, id }: Extract<ScriptAction, { do: 'attach_file' }>,
  { recordById, emit, run }: ElementContext,
): Promise<void> {
  const record = await recordById(table, id);
  if (record === null) throw new Error(`there is no record ${id} in ${table}`);
  const known = new Map(Object.values(run.inputs).flatMap(filesIn));
  for (const attachmentId of files) {
    const name = known.get(attachmentId);
    if (name === undefined) throw new Error(`no answer of this topic is the file ${attachmentId}`);
    emit({ type: 'file_attached', table, id: record.id, number: record.number, attachmentId, name });
  }
}

/** The files of an answer, by id. */
function filesIn(answer: TopicValue): [id: string, name: string][] {
  if (Array.isArray(answer)) return answer.flatMap(filesIn);
  if (answer === null || typeof answer !== 'object' || typeof answer.attachmentId !== 'string') return [];
  return [[answer.attachmentId, String(answer.name ?? answer.attachmentId)]];
}

/** The topic picker and the skill picker of the documentation. A list to pick from is never without words. */
function offerTopics(
  { text, button, promoted, everything, list, empty }: Extract<ScriptAction, { do: 'offer' }>,
  context: ElementContext,
): void {
  const { offer, say, texts } = context;
  const topics = promoted ? offer('promoted') : [];
  const named = list ? topics.map(({ label }) => `\n• ${label}`).join('') : '';
  const all = everything ? context.everything(button ?? texts.script.showEverything) : null;
  const choices = all === null ? topics : [...topics, { value: 'topics:all', label: all }];
  const words = `${text ?? texts.whatElse}${named}`;
  if (choices.length > 0) say({ type: 'choices', text: words, choices });
  else say({ type: 'text', text: empty ? texts.script.nothingToPick : words });
}

function switchTo(
  { topic: wanted, by, resume }: Extract<ScriptAction, { do: 'switch' }>,
  { topicNamed }: ElementContext,
): Step {
  const topic = topicNamed(wanted);
  if (topic === null || (by === 'id' && topic.name !== wanted))
    throw new Error(`there is no topic “${wanted}”`);
  if (topic.kind === 'block')
    throw new Error(`“${wanted}” is a topic block: it is called with a block element, not switched to`);
  return { go: 'switch', topic: topic.name, resume: resume === null ? 'as authored' : resume === 'resume' };
}

import { attach } from './attachRecord.ts';
import { type ElementContext, elementKind, type Step } from './element.ts';

/** Runs JavaScript in the sandbox: `vaInputs` to read, `vaVars` to read and write, `vaSystem` to act. */
export const script = elementKind('script', {
  async run(element, context) {
    const { scriptMilliseconds, scriptMebibytes } = context.dialog.settings.topics;
    const scope = context.scope();
    const result = await context.scripts(
      element.script,
      {
        inputs: scope.vaInputs,
        display: scope.vaDisplay,
        vars: scope.vaVars,
        context: scope.vaContext,
        conversationId: context.dialog.conversationId,
        now: context.ports.now().getTime(),
        seed: `${context.dialog.conversationId}/${context.run.runId}/${element.id}`,
        liveAgentAvailable: await availability(element.script, context),
      },
      { milliseconds: scriptMilliseconds, bytes: scriptMebibytes * 1024 * 1024 },
    );
    for (const [name, value] of Object.entries(result.vars)) context.setVar(name, value);
    if (element.into !== undefined) context.setVar(element.into, result.returned);
    let step: Step = { go: 'next' };
    for (const action of result.actions) {
      if (action.do === 'say') context.say({ type: 'text', text: action.text });
      if (action.do === 'attach') await attach(action.table, action.id, context);
      if (action.do === 'agent') step = { go: 'agent' };
      if (action.do === 'end') step = { go: 'finish' };
    }
    return step;
  },
});

/** The router is asked before the script runs, and only for scripts that ask: they cannot wait inside. */
async function availability(source: string, { ports, handoffDefaults }: ElementContext): Promise<boolean> {
  if (!source.includes('isLiveAgentAvailable')) return false;
  const { queue, skills } = handoffDefaults();
  const answer = await ports.agentAvailability({
    ...(queue === undefined ? {} : { queue }),
    ...(skills === undefined ? {} : { skills }),
  });
  return answer.outcome === 'offered' || answer.outcome === 'queued';
}

import type { TranscriptLine } from '../../contracts/header.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { TopicDefinition, TopicElement } from '../../contracts/topic.ts';
import { textOf, transcriptText } from '../../interactions/reading/transcript.ts';
import type { SetupRole } from '../../interactions/turn.ts';
import type { TopicRun, TopicValue } from '../dialog.ts';
import { type DialogTurn, topicOf } from '../dialogTurn.ts';
import { setupTopic } from '../experience.ts';
import { inputVariable, type Scope } from '../expressions/scope.ts';
import { handoffDefaults } from '../handoffDefaults.ts';
import { handoffWish } from '../handoffWish.ts';
import type { ScriptScope } from './evaluateScript.ts';
import type { ScriptAnswers } from './scriptPrelude.ts';
import type { ScriptLimits } from './scriptSandbox.ts';

/**
 * What a script at this place sees. Scripts cannot wait, so what their methods answer is fetched before, for the
 * methods that the source mentions: the router is asked only by scripts that ask for it.
 */
export async function scriptScope(
  turn: DialogTurn,
  run: TopicRun,
  scope: Scope,
  source: string,
  names: Record<string, TopicValue> = {},
): Promise<ScriptScope> {
  const { context } = turn;
  return {
    inputs: scope.vaInputs,
    display: scope.vaDisplay,
    defaults: source.includes('getDefault') ? defaultsOf(turn, run, scope) : null,
    vars: scope.vaVars,
    context: scope.vaContext,
    names,
    requester: { ...scope.requester, sys_id: context.requester.id },
    language: context.locale.split('-')[0] ?? context.locale,
    channel: context.channel,
    now: turn.ports.now().getTime(),
    seed: `${context.conversationId}/${run.runId}/${run.element}/${run.attempts}`,
    answers: await answersFor(turn, scope, source),
  };
}

export function scriptLimits({ topics }: Settings): ScriptLimits {
  return { milliseconds: topics.scriptMilliseconds, bytes: topics.scriptMebibytes * 1024 * 1024 };
}

async function answersFor(turn: DialogTurn, scope: Scope, source: string): Promise<Partial<ScriptAnswers>> {
  const { context } = turn;
  const asks = (...methods: string[]) => methods.some((method) => source.includes(method));
  const answers: Partial<ScriptAnswers> = {
    getConversationId: context.conversationId,
    getInteractionSysId: context.conversationId,
    didConnectToLiveAgent: context.metAgent === true,
  };
  if (asks('getSearchText', 'topicDiscovery')) answers.getSearchText = searchText(turn);
  if (asks('getTranscript')) answers.getTranscript = await transcript(turn);
  if (asks('getGreetingMessage', 'sendSystemMessage'))
    answers.getGreetingMessage = words(turn, scope, 'greeting', 'text');
  if (asks('getClosingMessage', 'sendSeparatorMessage'))
    answers.getClosingMessage = words(turn, scope, 'closing', 'text');
  if (asks('getTopicSelectionMessage'))
    answers.getTopicSelectionMessage = words(turn, scope, 'greeting', 'topic_picker');
  if (asks('isLiveAgent')) {
    const outcome = await availability(turn);
    answers.isLiveAgentAvailable = outcome === 'offered' || outcome === 'queued';
    answers.isLiveAgentConfigured = outcome !== 'refused';
  }
  return answers;
}

/** What was said to find the topic that runs, or the one that it interrupted; empty when it was picked. */
function searchText({ state }: DialogTurn): string {
  const run = state.stack.findLast(({ vars }) => typeof (vars.utterance ?? vars.text) === 'string');
  return run === undefined ? '' : String(run.vars.utterance ?? run.vars.text);
}

/** The log ends with the turn before: what is said in this one is added. */
async function transcript(turn: DialogTurn): Promise<string> {
  const { ports, context, input, messages, secureInput } = turn;
  const before = await ports.transcript(context.conversationId);
  const at = ports.now().toISOString();
  const said = input.kind === 'text' ? input.text : input.kind === 'value' ? String(input.value) : null;
  const lines: TranscriptLine[] = messages.map((message) => ({
    seq: 0,
    at,
    from: message.from,
    type: message.type,
    text: textOf(message),
  }));
  if (said !== null && !secureInput)
    lines.unshift({
      seq: 0,
      at,
      from: { kind: 'requester', name: context.requester.name },
      type: 'text',
      text: said,
    });
  return [...before, ...lines].map(transcriptText).join('\n');
}

/** The first words of the kind in a setup topic, in its first wording; the engine's own where it has none. */
function words(turn: DialogTurn, scope: Scope, role: SetupRole, kind: 'text' | 'topic_picker'): string {
  const topic = setupTopic(turn, role)?.inLanguage(turn.context.locale).definition;
  const wording = topic?.elements.find((element) => isSaying(element, kind))?.text;
  const template = Array.isArray(wording) ? wording[0] : wording;
  if (topic === undefined || typeof template !== 'string') return turn.texts.whatElse;
  return turn.catalog.expressions.render(template, { ...scope, vaVars: topic.variables, vaInputs: {} });
}

function isSaying(
  element: TopicElement,
  kind: 'text' | 'topic_picker',
): element is Extract<TopicDefinition['elements'][number], { kind: 'text' | 'topic_picker' }> {
  return element.kind === kind;
}

/** The queue's hours and whether somebody is there, without regard to skills, as the documentation has it. */
async function availability(turn: DialogTurn) {
  const { skills: _, ...place } = handoffDefaults(turn);
  return (await turn.ports.agentAvailability(handoffWish(turn, place))).outcome;
}

function defaultsOf(turn: DialogTurn, run: TopicRun, scope: Scope): NonNullable<ScriptScope['defaults']> {
  const defaults: NonNullable<ScriptScope['defaults']> = {};
  for (const element of topicOf(turn, run).definition.elements) {
    const name = inputVariable(element);
    if (name === null || !('default' in element) || element.default === undefined) continue;
    const value = turn.catalog.expressions.value(element.default, scope);
    defaults[name] = { value, display: labelOf(element, value, turn, scope) };
  }
  return defaults;
}

function labelOf(element: TopicElement, value: TopicValue, { catalog }: DialogTurn, scope: Scope): string {
  const choices = 'choices' in element ? element.choices : undefined;
  const label = choices?.find((choice) => choice.value === value)?.label;
  return label === undefined ? String(value) : catalog.expressions.render(label, scope);
}

import { createHash } from 'node:crypto';
import type { Wording } from '../contracts/topic.ts';
import type { RecordSnapshot } from '../interactions/records/record.ts';
import type { HandoffDefaults, TopicRun } from './dialog.ts';
import { type DialogTurn, topicOf, viewOf } from './dialogTurn.ts';
import type { ElementContext } from './elements/element.ts';
import { promotedTopics, showEverything } from './experience.ts';
import { buildScope, type Scope } from './expressions/scope.ts';
import { handoffDefaults } from './handoffDefaults.ts';
import { handoffWish } from './handoffWish.ts';
import { evaluateScript, runScript } from './scripts/evaluateScript.ts';
import { scriptLimits, scriptScope } from './scripts/scriptScope.ts';
import { sayOnce } from './trail.ts';

/** What the element at which `run` stands may use. */
export function elementContext(turn: DialogTurn, run: TopicRun): ElementContext {
  const { catalog, ports, context, state } = turn;
  const { expressions } = catalog;
  const topic = topicOf(turn, run);
  const scope = (): Scope =>
    buildScope(context, ports.now(), state.context, {
      variables: topic.variables,
      inputs: { ...run.inputs, ...secretsOf(turn, run) },
      vars: run.vars,
      display: run.display ?? {},
    });
  const render = (template: string, more: Partial<Scope> = {}): string =>
    expressions.render(template, { ...scope(), ...more });
  const wording = (text: Wording, more: Partial<Scope> = {}): string => {
    if (typeof text === 'string') return render(text, more);
    if (!Array.isArray(text)) {
      const said = expressions.evaluate(text.expr, { ...scope(), ...more });
      return said === null ? '' : String(said);
    }
    const place = `${context.conversationId}/${run.runId}/${run.element}/${run.attempts}`;
    return render(text[pick(place, text.length)] ?? '', more);
  };
  return {
    dialog: context,
    ports,
    topic: topic.definition,
    run,
    scope,
    holds: (condition) => expressions.holds(condition, scope()),
    evaluate: (expression) => expressions.evaluate(expression, scope()),
    render,
    renderAs: (form, template) => expressions.render(template, scope(), form),
    wording,
    value: (source) => expressions.value(source, scope()),
    prompt: (element) => turn.promptInstead ?? wording(element.prompt),
    say: (body, as) => sayOnce(turn, body, as),
    emit: (event) => turn.events.push(event),
    setVar(name, value) {
      run.vars[name] = value;
    },
    recordById: (table, id) => recordById(turn, table, id),
    remember: (record) => turn.records.set(`${record.table}/${record.id}`, record),
    availability: (own) => ports.agentAvailability(handoffWish(turn, own)),
    runScript: async (source) =>
      runScript(source, await scriptScope(turn, run, scope(), source), scriptLimits(context.settings)),
    evaluateScript: async (source, names) =>
      evaluateScript(
        source,
        await scriptScope(turn, run, scope(), source, names),
        scriptLimits(context.settings),
      ),
    tellAgent(name, value) {
      state.context[name] = value;
    },
    topicNamed(wanted) {
      const title = wanted.trim().toLowerCase();
      const found =
        catalog.get(wanted) ??
        catalog.current().find(({ definition }) => definition.title.toLowerCase() === title);
      return found == null ? null : { name: found.name, kind: found.definition.type };
    },
    texts: turn.texts,
    offer: (which) =>
      (which === 'promoted' ? promotedTopics(turn, viewOf(turn)) : catalog.visible(viewOf(turn)))
        .map((found) => found.inLanguage(context.locale))
        .map(({ name, definition }) => ({
          value: `topic:${name}`,
          label: definition.title,
          ...(which === 'visible' && definition.category !== undefined ? { group: definition.category } : {}),
        })),
    everything: (label) => showEverything(turn, label),
    handoffDefaults: (): HandoffDefaults => handoffDefaults(turn),
  };
}

async function recordById(turn: DialogTurn, table: string, id: string): Promise<RecordSnapshot | null> {
  const known = turn.records.get(`${table}/${id}`);
  if (known !== undefined) return known;
  const [found] = await turn.ports.records.find({
    table,
    conditions: [{ field: 'id', op: 'eq', value: id }],
    limit: 1,
  });
  return found ?? null;
}

function secretsOf(turn: DialogTurn, run: TopicRun): Record<string, string> {
  const own = `${run.runId}/`;
  const found = [...turn.secrets].filter(([place]) => place.startsWith(own));
  return Object.fromEntries(found.map(([place, value]) => [place.slice(own.length), value]));
}

/** The same place always gives the same alternate, so that a turn that is decided again says the same. */
function pick(place: string, count: number): number {
  return createHash('sha256').update(place).digest().readUInt32BE(0) % count;
}

import { Script } from 'node:vm';
import { parse } from '@bufbuild/cel';
import { compileExpression } from '../expressions/conditions.ts';
import { scopeNames, type TopicVariables } from '../expressions/scope.ts';
import type { createTemplates } from '../expressions/templates.ts';
import { bodyCheck, callOfBody } from '../scripts/scriptForms.ts';
import { didYouMean } from './explainIssue.ts';

export interface TextProblem {
  message: string;
  /** In the text, 1-based. */
  line: number;
  column: number;
}

type CelNode = NonNullable<ReturnType<typeof parse>['expr']>;
/** Loops within loops within loops over records would hold up the other conversations. */
const deepestLoop = 2;
const start = { line: 1, column: 1 };

/** Why a name, or a field of it, may not be used; null: it may. `tested`: only asked whether it is there, with `has`. */
export type NameProblem = (name: string, field: string | null, tested: boolean) => string | null;

/** A topic's condition: its syntax, and the names it uses. */
export function checkCondition(
  source: string,
  variables: TopicVariables,
  ownNames: readonly string[] = [],
): TextProblem[] {
  return checkNames(source, (name, field) => unknownName(name, field, variables), ownNames);
}

/** An expression's syntax, how deep its loops are, and the names it uses. `ownNames` need no asking. */
export function checkNames(
  source: string,
  problemOf: NameProblem,
  ownNames: readonly string[] = [],
  deepest = deepestLoop,
): TextProblem[] {
  let tree: CelNode;
  try {
    tree = parse(source).expr;
    compileExpression(source);
  } catch (error) {
    return [{ message: `is no valid expression: ${celMessage(error)}`, ...celPosition(error) }];
  }
  const problems = new Set<string>();
  visit(tree, new Set(ownNames), 0);
  return [...problems].map((message) => ({ message, ...start }));

  function visit(node: CelNode | undefined, own: ReadonlySet<string>, loops: number): void {
    const kind = node?.exprKind;
    switch (kind?.case) {
      case 'identExpr':
        if (!own.has(kind.value.name)) note(problemOf(kind.value.name, null, false));
        return;
      case 'selectExpr': {
        const operand = kind.value.operand?.exprKind;
        if (operand?.case === 'identExpr' && !own.has(operand.value.name))
          note(problemOf(operand.value.name, kind.value.field, kind.value.testOnly));
        else visit(kind.value.operand, own, loops);
        return;
      }
      case 'callExpr':
        visit(kind.value.target, own, loops);
        for (const argument of kind.value.args) visit(argument, own, loops);
        return;
      case 'listExpr':
        for (const element of kind.value.elements) visit(element, own, loops);
        return;
      case 'structExpr':
        for (const entry of kind.value.entries) visit(entry.value, own, loops);
        return;
      case 'comprehensionExpr': {
        const { iterRange, accuInit, loopCondition, loopStep, result, iterVar, accuVar } = kind.value;
        if (loops >= deepest)
          problems.add(deepest === 1 ? 'has a loop in a loop' : `has loops more than ${deepest} deep`);
        visit(iterRange, own, loops);
        visit(accuInit, own, loops);
        const inner = new Set([...own, iterVar, accuVar]);
        for (const part of [loopCondition, loopStep, result]) visit(part, inner, loops + 1);
      }
    }
  }
  function note(message: string | null): void {
    if (message !== null) problems.add(message);
  }
}

/** A template's syntax, its filters, and the names it uses. */
export function checkTemplate(
  source: string,
  templates: ReturnType<typeof createTemplates>,
  variables: TopicVariables,
  ownNames: readonly string[] = [],
): TextProblem[] {
  if (!source.includes('{')) return [];
  try {
    const paths = templates.variables(templates.compile(source));
    const messages = paths.map((path) => {
      const [name = '', field] = path.split(/[.[]/);
      return ownNames.includes(name) ? null : unknownName(name, field ?? null, variables);
    });
    return [...new Set(messages)].flatMap((message) => (message === null ? [] : [{ message, ...start }]));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const place = /,? line:(\d+), col:(\d+)/.exec(text);
    return [
      {
        message: `is no valid template: ${text.replace(/,? line:.*/s, '')}`,
        line: Number(place?.[1] ?? 1),
        column: Number(place?.[2] ?? 1),
      },
    ];
  }
}

/** A script's syntax; it is read, not run. */
export function checkScript(source: string): TextProblem[] {
  try {
    for (const form of [bodyCheck(source), callOfBody(source)]) new Script(form, { filename: 'script' });
    return [];
  } catch (error) {
    // The engine's own errors may come from another realm, so they are no `instanceof Error`.
    const { stack, message } = isError(error) ? error : { stack: '', message: String(error) };
    const line = Number(/^script:(\d+)/.exec(stack)?.[1] ?? 1);
    return [{ message: `is no valid script: ${message}`, line, column: 1 }];
  }
}

function isError(error: unknown): error is { stack: string; message: string } {
  return typeof error === 'object' && error !== null && 'stack' in error && 'message' in error;
}

function unknownName(name: string, field: string | null, { inputs, vars }: TopicVariables): string | null {
  const names = scopeNames.filter((one) => one !== 'item' && one !== 'answer');
  if (name === 'item' || name === 'answer') return `"${name}" is not known here`;
  if (!names.some((one) => one === name)) return `uses the unknown name "${name}"${didYouMean(name, names)}`;
  if (field === null) return null;
  const known = name === 'vaInputs' || name === 'vaDisplay' ? inputs : name === 'vaVars' ? vars : null;
  if (known === null || known.has(field)) return null;
  return `uses ${name}.${field}, which nothing in this topic sets${didYouMean(field, known)}`;
}

function celMessage(error: unknown): string {
  if (error instanceof Error && 'rawMessage' in error && typeof error.rawMessage === 'string')
    return error.rawMessage;
  return error instanceof Error ? error.message : String(error);
}

function celPosition(error: unknown): { line: number; column: number } {
  const place = error instanceof Error ? /<input>:(\d+):(\d+)/.exec(error.message) : null;
  return { line: Number(place?.[1] ?? 1), column: Number(place?.[2] ?? 1) };
}

import type { ValueSource } from '../../contracts/topic.ts';
import type { TopicValue } from '../dialog.ts';
import { type CompiledExpression, compileExpression } from './conditions.ts';
import type { Scope } from './scope.ts';
import { createTemplates } from './templates.ts';

/** Conditions and templates of one catalog, each compiled once. */
export interface Expressions {
  evaluate(expression: string, scope: Scope): TopicValue;
  /** The expression must give true or false. */
  holds(expression: string, scope: Scope): boolean;
  render(template: string, scope: Scope): string;
  value(source: ValueSource, scope: Scope): TopicValue;
}

export function createExpressions(): Expressions {
  const templates = createTemplates();
  const compiled = new Map<string, CompiledExpression>();
  const parsed = new Map<string, ReturnType<typeof templates.compile>>();

  const evaluate = (expression: string, scope: Scope): TopicValue =>
    remember(compiled, expression, compileExpression)(scope);
  const render = (template: string, scope: Scope): string =>
    template.includes('{')
      ? templates.render(remember(parsed, template, templates.compile), scope)
      : template;

  return {
    evaluate,
    render,
    holds(expression, scope) {
      const result = evaluate(expression, scope);
      if (typeof result !== 'boolean')
        throw new Error(`the condition “${expression}” is neither true nor false`);
      return result;
    },
    value(source, scope) {
      if (typeof source === 'string') return render(source, scope);
      if (source !== null && typeof source === 'object') return evaluate(source.expr, scope);
      return source;
    },
  };
}

/** The sources come from authored topics, so the cache is as large as the catalog and goes with it. */
function remember<T>(cache: Map<string, T>, source: string, compile: (source: string) => T): T {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const fresh = compile(source);
  cache.set(source, fresh);
  return fresh;
}

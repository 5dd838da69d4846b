import type { ValueSource } from '../../contracts/topic.ts';
import type { TopicValue } from '../dialog.ts';
import { type CompiledExpression, compileExpression } from './conditions.ts';
import type { Scope } from './scope.ts';
import { createTemplates, type Form } from './templates.ts';

/** Conditions and templates of one catalog, each compiled once. */
export interface Expressions {
  evaluate(expression: string, scope: Scope): TopicValue;
  /** The expression must give true or false. */
  holds(expression: string, scope: Scope): boolean;
  /** `form`: what is done to the values in it. */
  render(template: string, scope: Scope, form?: Form): string;
  value(source: ValueSource, scope: Scope): TopicValue;
}

export function createExpressions(): Expressions {
  const compiled = new Map<string, CompiledExpression>();
  const forms = { text: parsing(), html: parsing('html'), path: parsing('path') };

  const evaluate = (expression: string, scope: Scope): TopicValue =>
    remember(compiled, expression, compileExpression)(scope);
  const render = (template: string, scope: Scope, form: Form = 'text'): string => {
    if (!template.includes('{')) return template;
    const { templates, parsed } = forms[form];
    return templates.render(remember(parsed, template, templates.compile), scope);
  };

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

function parsing(form?: Form) {
  const templates = createTemplates(form);
  return { templates, parsed: new Map<string, ReturnType<typeof templates.compile>>() };
}

/** The sources come from authored topics, so the cache is as large as the catalog and goes with it. */
function remember<T>(cache: Map<string, T>, source: string, compile: (source: string) => T): T {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const fresh = compile(source);
  cache.set(source, fresh);
  return fresh;
}

import { filters, Liquid, type Template } from 'liquidjs';
import type { Scope } from './scope.ts';

/** What one rendering may cost, so that an author's loop cannot hold up the other conversations. */
const limits = { parseLimit: 20_000, renderLimit: 500, memoryLimit: 1_000_000 };
/** What is rendered is kept in the conversation, and an author may double it each time. */
const mostCharacters = 250_000;
/** Tags that read other files or print past the escaping; filters that undo it or are not the same twice. */
const removedTags = ['include', 'render', 'layout', 'block', 'echo', 'cycle'];
const removedFilters = ['sample', 'shuffle', 'raw'];

/** What becomes of the values in a template: nothing, or what keeps them one text in HTML or one part of an address. */
export type Form = 'text' | 'html' | 'path';
const escapes = { text: undefined, html: 'escape', path: encodeOnce } as const;

export interface Templates {
  /** Throws with a plain message and a position when the template cannot be read. */
  compile(source: string): Template[];
  render(template: Template[], scope: Scope): string;
  /** The paths that a template reads from outside itself, e.g. `vaInputs.what`. */
  variables(template: Template[]): string[];
}

/** Liquid without a way to prototypes, files or the clock. Dates are UTC. */
export function createTemplates(form: Form = 'text'): Templates {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    timezoneOffset: 0,
    templates: {},
    ...(escapes[form] === undefined ? {} : { outputEscape: escapes[form] }),
    ...limits,
  });
  for (const tag of removedTags) delete liquid.tags[tag];
  for (const filter of removedFilters) liquid.unregisterFilter(filter);
  const { date } = filters;
  if (typeof date === 'function') {
    liquid.registerFilter('date', function (value: unknown, ...args) {
      const now = value === 'now' || value === 'today';
      return date.call(this, now ? this.context.getSync(['now']) : value, ...args);
    });
  }
  return {
    compile: (source) => liquid.parse(source),
    render(template, scope) {
      const text = String(liquid.renderSync(template, { ...scope }));
      if (text.length > mostCharacters)
        throw new Error(`a text is longer than ${mostCharacters} characters: “${text.slice(0, 60)}…”`);
      return text;
    },
    variables: (template) => liquid.globalFullVariablesSync(template),
  };
}

function encodeOnce(value: unknown): string {
  return encodeURIComponent(String(value ?? ''));
}

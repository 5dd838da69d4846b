import sanitizeHtml from 'sanitize-html';
import { droppedTags } from '../../contracts/sanitiseHtml.ts';
import { addressStart } from '../../contracts/topic/fields.ts';
import type { TopicDefinition } from '../../contracts/topic.ts';
import type { FlowProblem } from './checkFlow.ts';

/** What the sanitiser would take out of an author's HTML and the author would miss: scripts, forms, addresses that run. */
export function checkHtml({ elements, translations }: TopicDefinition): FlowProblem[] {
  return elements.flatMap((element, at) => {
    if (element.kind !== 'html') return [];
    const texts = Object.entries(translations).flatMap(([language, own]) => {
      const key = `${element.id}.html`;
      const text = own[key];
      return typeof text === 'string' ? [{ path: ['translations', language, key], text }] : [];
    });
    return [{ path: ['elements', at, 'html'], text: element.html }, ...texts].flatMap(({ path, text }) =>
      [...problemsOf(text)].map((message) => ({ path, message })),
    );
  });
}

function problemsOf(html: string): Set<string> {
  const problems = new Set<string>();
  const look = (name: string, tag: string, value: string | undefined, use: 'link' | 'media') => {
    // What begins with a template is known only when it is rendered.
    if (value === undefined || /^\s*\{[{%]/.test(value) || addressStart[use].test(value)) return;
    problems.add(`<${tag} ${name}="${value.slice(0, 60)}"> is not an address that a message may hold`);
  };
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    transformTags: {
      '*': (tag, attributes) => {
        if (droppedTags.includes(tag)) problems.add(`<${tag}> is left out of messages, with what is in it`);
        if (tag === 'a') look('href', tag, attributes.href, 'link');
        if (tag === 'img') look('src', tag, attributes.src, 'media');
        return { tagName: tag, attribs: attributes };
      },
    },
    allowVulnerableTags: true,
  });
  return problems;
}

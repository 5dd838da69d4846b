import { StoreError } from '../errors.ts';

/** Longer patterns are refused: MongoDB's own limit is 16,764, a hostile one gets less room here. */
const maxPattern = 4096;

/**
 * A PCRE pattern as a JavaScript regular expression. What JavaScript cannot express is refused with code 51091
 * (MongoDB's code for a bad pattern), never approximated.
 * Options: i, m, s, x (by removing white space and comments), u (no effect, strings are Unicode).
 */
export function compileRegex(pattern: string, options: string): RegExp {
  if (pattern.length > maxPattern) throw refuse(`longer than ${maxPattern} characters`);
  let flags = '';
  let extended = false;
  for (const option of options) {
    if (option === 'i' || option === 'm' || option === 's') flags += flags.includes(option) ? '' : option;
    else if (option === 'x') extended = true;
    else if (option !== 'u') throw new StoreError(51108, ` invalid flag in regex options: ${option}`);
  }
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) {
    for (const option of inline[1] as string) {
      if (option === 'x') extended = true;
      else if (!flags.includes(option)) flags += option;
    }
  }
  const source = translate(
    inline ? pattern.slice(inline[0].length) : pattern,
    extended,
    flags.includes('m'),
    flags.includes('s'),
  );
  flags = flags.replace('m', '');
  try {
    return new RegExp(source, /[^\0-\x7f]|\\p|\\x\{/.test(pattern) ? `${flags}u` : flags);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(why: string): StoreError {
  return new StoreError(51091, `Regular expression is invalid: ${why}`);
}

const posix: Record<string, string> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\v\\f\\r',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
};

/**
 * The source for JavaScript. `^`, `$`, `.` and `\\s` are written out, because JavaScript's own see more line ends
 * and spaces than PCRE's; the `m` flag is therefore never handed on.
 */
function translate(pattern: string, extended: boolean, multiline: boolean, dotAll: boolean): string {
  let out = '';
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '\\') {
      const next = pattern[i + 1];
      if (next === undefined) throw refuse('\\ at end of pattern');
      i += 1;
      if (next === 'Q') {
        const end = pattern.indexOf('\\E', i);
        const literal = pattern.slice(i + 1, end < 0 ? undefined : end);
        out += literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
        i = end < 0 ? pattern.length : end + 1;
      } else out += escaped(next, inClass, pattern, i);
    } else if (inClass) {
      const named = /^\[:(\^?)([a-z]+):\]/.exec(pattern.slice(i));
      if (char === '[' && named) {
        const set = posix[named[2] as string];
        if (set === undefined || named[1]) throw refuse(`character class ${named[0]}`);
        out += set;
        i += named[0].length - 1;
      } else {
        if (char === ']') inClass = false;
        out += char === '[' ? '\\[' : char;
      }
    } else if (char === '[') {
      inClass = true;
      out += char;
      if (pattern[i + 1] === '^') out += pattern[++i];
      if (pattern[i + 1] === ']') {
        out += '\\]';
        i += 1;
      }
    } else if (extended && /\s/.test(char)) {
    } else if (extended && char === '#') {
      const end = pattern.indexOf('\n', i);
      i = end < 0 ? pattern.length : end;
    } else if (char === '(' && pattern[i + 1] === '?') {
      const group = groupStart(pattern.slice(i));
      out += group.source;
      i += group.length - 1;
    } else if (/[*+?}]/.test(char) && pattern[i + 1] === '+') throw refuse('possessive quantifiers');
    else if (char === '$') out += multiline ? '(?=\\n|(?![^]))' : '(?=\\n?(?![^]))';
    else if (char === '^' && multiline) out += '(?:^|(?<=\\n))';
    else if (char === '.' && !dotAll) out += '[^\\n]';
    else out += char;
  }
  return out;
}

function groupStart(rest: string): { source: string; length: number } {
  if (/^\(\?(?::|=|!|<=|<!)/.test(rest)) {
    const source = /^\(\?(?::|=|!|<=|<!)/.exec(rest)?.[0] ?? '';
    return { source, length: source.length };
  }
  const name = /^\(\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest);
  if (name) return { source: `(?<${name[1] ?? name[2]}>`, length: name[0].length };
  const comment = /^\(\?#[^)]*\)/.exec(rest);
  if (comment) return { source: '', length: comment[0].length };
  throw refuse(`${rest.slice(0, 4)}… has no JavaScript form`);
}

function escaped(next: string, inClass: boolean, pattern: string, at: number): string {
  if (inClass) return classEscape(next);
  switch (next) {
    case 'A':
      return '(?<![^])';
    case 'z':
      return '(?![^])';
    case 'Z':
      return '(?=\\n?(?![^]))';
    case 's':
      return '[ \\t\\n\\v\\f\\r]';
    case 'S':
      return '[^ \\t\\n\\v\\f\\r]';
    case 'h':
      return '[ \\t]';
    case 'H':
      return '[^ \\t]';
    case 'R':
      return '(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])';
    case 'N':
      return '[^\\n]';
    case 'e':
      return '\\x1b';
    case 'a':
      return '\\x07';
    case 'K':
    case 'G':
    case 'X':
    case 'C':
    case 'g':
      throw refuse(`\\${next} has no JavaScript form`);
    case 'x':
      if (pattern[at + 1] === '{') return '\\u';
      return '\\x';
    default:
      return /[A-Za-z0-9]/.test(next)
        ? `\\${next}`
        : /[\^$\\.*+?()[\]{}|/]/.test(next)
          ? `\\${next}`
          : `${next}`;
  }
}

function classEscape(next: string): string {
  if (next === 'h') return ' \\t';
  if (next === 's') return ' \\t\\n\\v\\f\\r';
  if (next === 'S') return '\\0-\\x08\\x0e-\\x1f!-\\uffff';
  if (/[dDwWbnrtfvx0-9pPuc]/.test(next)) return `\\${next}`;
  if (!/[A-Za-z]/.test(next)) return `\\${next}`;
  throw refuse(`\\${next} in a character class has no JavaScript form`);
}

/** The literal beginning that every match of an anchored, case-sensitive pattern has, or undefined. */
export function regexPrefix(pattern: string, options: string): string | undefined {
  if (options !== '' || !pattern.startsWith('^') || pattern.includes('|')) return undefined;
  const literal = /^[A-Za-z0-9 _:@/,;=<>~!&%"'#-]*/.exec(pattern.slice(1))?.[0] ?? '';
  const next = pattern[1 + literal.length];
  const prefix = next !== undefined && /[*?{]/.test(next) ? literal.slice(0, -1) : literal;
  return prefix === '' ? undefined : prefix;
}

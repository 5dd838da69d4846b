const ignored = String.raw`(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*`;
const beginsWithCall = new RegExp(`^${ignored}\\(\\s*function\\b`);

/**
 * A script is written in one of two ways. As the body of a function, whose value is what it returns; or as the
 * documentation does it, `(function execute() { … })()`: a program, whose value is that of its last expression.
 */
export function mayBeProgram(source: string): boolean {
  return beginsWithCall.test(source);
}

export function programOf(source: string): string {
  return `${source}\n`;
}

/** The body as a function and its call, in one program. First make sure that it is a body: see `bodyCheck`. */
export function callOfBody(source: string): string {
  return `function script() {${source}\n}\nscript()`;
}

/**
 * Compiles for everything that `callOfBody` compiles for, but for a text that closes the function it stands in and
 * opens another: only `)` or `,` may follow an arrow function in parentheses, and neither may follow a declaration.
 */
export function bodyCheck(source: string): string {
  return `(() => {${source}\n})`;
}

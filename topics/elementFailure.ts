/** An element that failed, by its place `topic/element`. The original error is the `cause`. */
export class ElementFailure extends Error {
  readonly where: string;

  constructor(where: string, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'ElementFailure';
    this.where = where;
  }
}

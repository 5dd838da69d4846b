/** A place in a text: UTF-16 units from `start` up to, without, `end`. */
export interface Span {
  start: number;
  end: number;
}

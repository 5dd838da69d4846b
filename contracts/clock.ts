/** All time comes from here (design §5); tests move a simulated one. */
export interface Clock {
  now(): Date;
}

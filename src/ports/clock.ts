/** The one source of time: milliseconds since the epoch, by Redis's clock, so that all processes agree. */
export interface Clock {
  now(): number
  /** How much faster than the wall this clock runs: 1, but for a sandbox in a hurry. */
  rate(): number
}

/** The one source of time: milliseconds since the epoch, by Redis's clock, so that all processes agree. */
export interface Clock {
  now(): number
  /** Real milliseconds since the epoch by Redis's clock, never hurried: for leases, time limits and Slack's own times. */
  wall(): number
  /** How much faster than the wall this clock runs: 1, but for a sandbox in a hurry. */
  rate(): number
}

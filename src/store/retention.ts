const day = 24 * 3_600_000

/** For how long things are kept, in milliseconds by Redis's clock. */
export const keptMs = {
  /** That an operation was saved. */
  operation: 3 * day,
  /** An incident after its last change, once it is resolved; likewise a run, and a checklist. */
  incident: 90 * day,
  /** Which system a key belongs to, since it was last asked. */
  claim: 90 * day,
  audit: 365 * day,
  /** What was not understood. */
  aside: 30 * day,
  /** A job that was put aside, and nobody looked after. */
  parked: 30 * day,
  /** What a step of a runbook has answered, for the steps below it. */
  stepAnswers: day,
}

/** Of each system so many jobs are kept that were put aside, the latest. */
export const parkedAtMost = 1_000

/** Of each source so many are kept that were not understood, the latest. */
export const asideAtMost = 200
/** And so many bytes of each: else a sender that nobody understands could fill Redis. */
export const asideBytes = 65_536

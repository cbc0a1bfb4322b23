/** One call to AWS: what it was about, as people call it, and what a policy has to say to allow it. */
export interface AwsCall {
  action: string
  resource: string
  /** The resource and where it is. */
  about: string
  allow: { Resource: string; Condition?: Record<string, Record<string, string>> }
  /** Without an answer it may have been carried out all the same. */
  changes?: true
  /** What is sent is secret, and what AWS says of it may quote it: nothing of that is told or kept. */
  carriesSecret?: true
}

/** How long a call, or several together, may take. */
export interface TimeLimit {
  ms: number
  signal: AbortSignal
}
export const within = (ms: number): TimeLimit => ({ ms, signal: AbortSignal.timeout(ms) })

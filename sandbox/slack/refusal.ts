/** A refusal in Slack's shape: `{ ok: false, error }`, with what else the method says. */
export class Refusal extends Error {
  readonly code: string
  readonly more: Record<string, unknown>
  constructor(code: string, more: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.more = more
  }
}

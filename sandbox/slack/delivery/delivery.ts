/** Something that Slack hands to the app. */
export interface Delivery {
  kind: 'slash_commands' | 'interactive' | 'events_api'
  payload: Record<string, unknown>
  /** Counts from 1 when an event is sent again. */
  retry?: { attempt: number; reason: 'http_timeout' | 'http_error' }
}

/** What the app said to it; `error` in the words of which Slack shows people. */
export type Ack =
  | { ok: true; body: Record<string, unknown> | string | undefined }
  | { ok: false; error: 'operation_timeout' | 'dispatch_failed'; detail: string; retry: boolean }

export type Deliver = (delivery: Delivery) => Promise<Ack>

export const late: Ack = { ok: false, error: 'operation_timeout', detail: 'no answer in time', retry: true }

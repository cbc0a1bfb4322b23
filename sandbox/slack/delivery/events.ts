import { newId } from '../ids.ts'
import type { Workspace } from '../workspace.ts'
import type { Deliver } from './delivery.ts'

/** Slack's: at once, after a minute, after five. */
export const slackRetriesMs = [0, 60_000, 300_000]

/** Hands events to the app, again when it does not take them. */
export function createEvents(workspace: Workspace, deliver: Deliver, retriesMs: number[]) {
  const { team, bot } = workspace
  const timers = new Set<NodeJS.Timeout>()
  const underWay = new Set<Promise<void>>()

  /** Resolves when the first attempt is over. */
  function send(event: Record<string, unknown>): Promise<void> {
    const payload = {
      token: 'verification-token',
      team_id: team.id,
      api_app_id: bot.appId,
      event,
      type: 'event_callback',
      event_id: newId('Ev'),
      event_time: Math.floor(workspace.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: bot.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    }
    return attempt(payload, 0)
  }

  function attempt(payload: Record<string, unknown>, number: number, reason?: 'http_timeout' | 'http_error') {
    const retry = reason && { attempt: number, reason }
    const tried = (async () => {
      const ack = await deliver({ kind: 'events_api', payload, ...(retry && { retry }) })
      const waitMs = retriesMs[number]
      if (ack.ok || !ack.retry || waitMs === undefined) return
      const why = ack.error === 'operation_timeout' ? 'http_timeout' : 'http_error'
      const timer = setTimeout(() => {
        timers.delete(timer)
        void attempt(payload, number + 1, why)
      }, waitMs)
      timers.add(timer)
    })()
    underWay.add(tried)
    return tried.finally(() => underWay.delete(tried))
  }

  return {
    send,
    /** Resolves when nothing is on its way; what is to be sent again later is not waited for. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    stop(): void {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
export type Events = ReturnType<typeof createEvents>

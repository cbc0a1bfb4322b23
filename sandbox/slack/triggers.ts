import { newId } from './ids.ts'
import { Refusal } from './refusal.ts'

const livesMs = 3_000

/** What a person's act gives the app: the right to open one modal in front of them, within three seconds, once. */
export function createTriggers(now: () => number) {
  const given = new Map<string, { user: string; at: number; used: boolean }>()
  return {
    give(user: string): string {
      const id = `${Math.floor(now() * 1000)}.${newId('').toLowerCase()}`
      given.set(id, { user, at: now(), used: false })
      return id
    },
    /** Who it is for; or Slack's refusal. */
    redeem(id: string): string {
      const trigger = given.get(id)
      if (!trigger) throw new Refusal('invalid_trigger_id')
      if (trigger.used) throw new Refusal('exchanged_trigger_id')
      if (now() - trigger.at > livesMs) throw new Refusal('expired_trigger_id')
      trigger.used = true
      return trigger.user
    },
  }
}
export type Triggers = ReturnType<typeof createTriggers>

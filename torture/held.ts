import type { Connection } from '../src/store/connect.ts'
import { keysOf } from '../src/store/keys.ts'

/** A job in hand: under which claim, and until when its lease lasts, in real milliseconds by Redis's clock. */
export interface Held {
  system: string
  id: string
  token: string
  until: number
  /** How many workers in a row have had it and were lost. */
  lost: number
}

/** What is in hand, with Redis's time before it, as flat as Redis answers. */
const script = `
  local system, time = KEYS[1], redis.call('TIME')
  local all = { tostring(time[1] * 1000 + math.floor(time[2] / 1000)) }
  local tokens = redis.call('HGETALL', system .. 'tokens')
  for i = 1, #tokens, 2 do
    local kind = string.match(tokens[i], '^[^:]+')
    local ends = redis.call('ZSCORE', system .. 'held:' .. kind, tokens[i])
    if ends then
      local lost = string.match(redis.call('HGET', system .. 'tries', tokens[i]) or '', '^%d+ (%d+)')
      for _, told in ipairs({ tokens[i], tokens[i + 1], ends, lost or '0' }) do all[#all + 1] = told end
    end
  end
  return all`

/** Everything of a system that is in hand, and what time it is. */
export async function heldIn(redis: Connection, system: string): Promise<{ now: number; held: Held[] }> {
  const [now, ...flat] = (await redis.eval(script, 1, keysOf(system))) as string[]
  const held: Held[] = []
  for (let i = 0; i < flat.length; i += 4) {
    const [id, token, until, lost] = flat.slice(i, i + 4) as [string, string, string, string]
    held.push({ system, id, token, until: Number(until), lost: Number(lost) })
  }
  return { now: Number(now), held }
}

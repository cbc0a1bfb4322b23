import type { Connection } from '../src/store/connect.ts'
import { keysOf } from '../src/store/keys.ts'

/** A job in hand: under which claim, and until when its lease lasts, in real milliseconds by Redis's clock. */
export interface Held {
  system: string
  id: string
  token: string
  until: number
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
      all[#all + 1], all[#all + 2], all[#all + 3] = tokens[i], tokens[i + 1], ends
    end
  end
  return all`

/** Everything of a system that is in hand, and what time it is. */
export async function heldIn(redis: Connection, system: string): Promise<{ now: number; held: Held[] }> {
  const [now, ...flat] = (await redis.eval(script, 1, keysOf(system))) as string[]
  const held: Held[] = []
  for (let i = 0; i < flat.length; i += 3)
    held.push({ system, id: flat[i]!, token: flat[i + 1]!, until: Number(flat[i + 2]) })
  return { now: Number(now), held }
}

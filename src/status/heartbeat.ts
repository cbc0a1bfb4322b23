import type { Logger } from 'pino'
import { kindOf } from '../domain/errors.ts'

const everyMs = 60_000
const timeoutMs = 10_000

/** Calls the address every minute while all is well: the dead man's switch at its other end tells when that stops. */
export function startHeartbeat(url: string, isWell: () => Promise<unknown>, log: Logger): () => void {
  async function beat(): Promise<void> {
    try {
      await isWell()
    } catch (error) {
      return log.warn({ err: error }, 'no heartbeat')
    }
    try {
      const { status } = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' })
      if (status >= 400) log.warn({ status }, 'the heartbeat was not taken')
    } catch (error) {
      log.warn({ why: kindOf(error) }, 'the heartbeat did not arrive')
    }
  }
  const timer = setInterval(beat, everyMs)
  void beat()
  return () => clearInterval(timer)
}

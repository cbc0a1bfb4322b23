import { LogLevel, type Logger as SlackLogger } from '@slack/bolt'
import type { Logger } from 'pino'

/** Bolt's log lines in ours, without the secret. Its debug lines hold whole payloads, so they are dropped. */
export function toSlackLogger(log: Logger, secret: string): SlackLogger {
  const line = (parts: unknown[]) => parts.map(String).join(' ').replaceAll(secret, '…')
  return {
    debug: () => {},
    info: (...parts) => log.debug(line(parts)),
    warn: (...parts) => log.warn(line(parts)),
    error: (...parts) => log.error(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

import { existsSync } from 'node:fs'
import { hasRedisServer } from '../sandbox/redis.ts'
import { alertmanagerOnPath } from './providers/alertmanager/real.ts'
import { bin } from './providers/real-postgres.ts'

/** Whether a suite is to be skipped for want of what is not there; a line then says so, and how to get it. */
const lacking =
  (isThere: () => boolean, what: string) =>
  (suite: string): boolean => {
    const isLacking = !isThere()
    if (isLacking) process.stderr.write(`skipped: ${suite}, for want of ${what}\n`)
    return isLacking
  }

export const chromiumPath = '/usr/bin/chromium'

export const lacksChromium = lacking(
  () => existsSync(chromiumPath),
  `${chromiumPath} (apt-get install chromium)`,
)
export const lacksRedisServer = lacking(
  hasRedisServer,
  'redis-server on the PATH (apt-get install redis-server, brew install redis)',
)
export const lacksPostgres = lacking(() => bin !== undefined, 'PostgreSQL (apt-get install postgresql)')
export const lacksAlertmanager = lacking(
  () => alertmanagerOnPath() !== undefined,
  'Alertmanager (apt-get install prometheus-alertmanager)',
)

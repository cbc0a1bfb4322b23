import type { LookupFunction } from 'node:net'
import type { Logger } from 'pino'
import type { Config } from '../config/environment.ts'
import type { System } from '../domain/system.ts'
import type { Barrier } from '../ports/barrier.ts'
import type { Lanes } from '../ports/lanes.ts'
import type { AwsOptions } from '../providers/aws/options.ts'
import type { readRunbook } from '../runbook/read.ts'
import type { RedisClock } from '../store/clock.ts'
import type { Connection } from '../store/connect.ts'

export interface AppOptions {
  config: Config
  systems: System[]
  log: Logger
  /** Where to listen; every address without it. */
  host?: string
  /** The clock, where it is not simply Redis's. */
  clock?: (redis: Connection) => Promise<RedisClock>
  /** Where Redis ends together with all it could forget, as a sandbox's does, nothing has to be waited for. */
  barrier?: Barrier
  /** Slack's limits, where it is not the real Slack that keeps them. */
  lanes?: (own: Lanes) => Lanes
  /** The environment variables that the systems name as secrets. */
  secrets?: Record<string, string>
  /** What was found amiss before, and keeps nothing else from working, in words. */
  findings?: string[]
  /** How the text of a runbook is read, where many Belays of one process have the same. */
  readRunbook?: typeof readRunbook
  /** How AWS is reached, where its SDK's own settings do not say it. */
  aws?: AwsOptions
  /** Where else than at its own address something is looked at or fetched. */
  rewrite?: (address: string) => string
  /** How names are looked up, where it is not the system that does. */
  lookup?: LookupFunction
  /** The certificate of somebody who is trusted besides those that Node trusts, in PEM. */
  ca?: string
}

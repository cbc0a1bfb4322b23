import { createServer } from 'node:http'
import { pino } from 'pino'
import { listen } from '../sandbox/listen.ts'
import { createWorld, type World } from '../sandbox/world.ts'
import { readSystemFiles } from '../src/config/system-files.ts'
import type { System } from '../src/domain/system.ts'
import type { Secrets } from './requests/request.ts'
import { topic } from './requests/sns.ts'

/** The systems that come with Belay; LearnBot's alarms come by SNS, too. */
export async function systemsOf(): Promise<System[]> {
  const { systems } = await readSystemFiles('systems')
  return systems.map(system =>
    system.system === 'learnbot' ? { ...system, sns: { topics: [topic], alarms: {} } } : system,
  )
}

export interface Surroundings {
  world: World
  systems: System[]
  /** Takes whatever a command answers. */
  responseUrl: string
  stop(): Promise<void>
}

/** Everything around Belay, without Belay. */
export async function surroundings(): Promise<Surroundings> {
  const systems = await systemsOf()
  const world = await createWorld({ systems, log: pino({ level: 'silent' }) })
  const responses = await listen(createServer((req, res) => void req.resume().on('end', () => res.end('ok'))))
  return {
    world,
    systems,
    responseUrl: `${responses.url}/`,
    async stop() {
      await responses.close()
      await world.stop()
    },
  }
}

/** What the doors ask for. */
export const secretsOf = ({ config }: World, now: () => number): Secrets => ({
  slack: config.slack.signingSecret!,
  pagerduty: config.pagerduty.webhookSecrets[0]!,
  alertmanager: config.webhookToken!,
  now,
})

import { Redis } from 'ioredis'
import pg from 'pg'
import { createAlertmanager } from '../../../../sandbox/alertmanager/alertmanager.ts'
import { createAws } from '../../../../sandbox/aws/aws.ts'
import { createDocker } from '../../../../sandbox/docker/docker.ts'
import { startRedis } from '../../../../sandbox/redis.ts'
import type { System } from '../../../../src/domain/system.ts'
import { SystemFile } from '../../../../src/domain/system-file.ts'
import { createGate, type Gate } from '../../../gate.ts'
import { alertmanagerOnPath, startAlertmanager } from '../../../providers/alertmanager/real.ts'
import { bin, startPostgres } from '../../../providers/real-postgres.ts'
import { type Change, changes, clerkOf, passwords, serviceOf, silenced } from './changes.ts'

const hour = 3_600_000
const opened = Date.now()
/** What takes its time in Docker takes a hundredth of it here. */
const hurried = () => opened + 100 * (Date.now() - opened)
/** As the name of an environment, and of what is there. */
export const slugOf = (action: string): string => action.toLowerCase().replace(/[^a-z]+/g, '-')

/** Holds the address of the database that a change is made in. */
export const variableOf = (name: string, action: string): string =>
  `${name}_${slugOf(action)}`.replaceAll('-', '_').toUpperCase()

/**
 * A shop of each name, where each change is made on something of its own that is reached through a gate. Of a Redis or
 * a PostgreSQL of the one that is `refused`, Belay has a user who may only look.
 */
export async function openShops(names: string[]) {
  const ends: (() => Promise<unknown>)[] = []
  const program = alertmanagerOnPath()
  const alertmanager = program ? await startAlertmanager(program) : await createAlertmanager()
  ends.push(() => ('stop' in alertmanager ? alertmanager.stop() : alertmanager.close()))
  const docker = await createDocker({ now: hurried })
  ends.push(() => docker.close())
  const redis = await startRedis({ kind: 'redis-server', args: ['--databases', '100'] })
  ends.push(() => redis.stop())
  const aws = await createAws()
  ends.push(() => aws.close())
  aws.secrets.set(passwords.name, 'the-one-before')
  aws.secrets.answers.PutSecretValue!({
    SecretId: passwords.name,
    ClientRequestToken: passwords.version,
    SecretString: 'of-all-clerks',
  })
  const postgres = bin === undefined ? undefined : await startPostgres({ max_connections: 200 })
  ends.push(async () => postgres?.stop())

  const addresses = new Map<string, string>()
  const secrets: Record<string, string> = {}
  const gates = new Map<string, Gate>()
  const silences = new Map<string, string>()
  let databases = 0

  async function gateFor(key: string, address: string, url: string): Promise<void> {
    const gate = await createGate(url)
    ends.push(gate.shut)
    gates.set(key, gate)
    addresses.set(address, gate.url)
  }

  /** What a system file says of where a change is made, once that is there. */
  const places = {
    alertmanager: async () => ({}),

    async docker(name: string, action: string) {
      const project = `${name}-${slugOf(action)}`
      const host = `unix:///${project}`
      docker.up(project, 'web', { image: `${project}:v1` })
      docker.image(`${project}:v2`, 'there')
      await gateFor(`${name} ${action}`, host, docker.url)
      const compose = { image: `${project}:{version}` }
      const tasks = { warm: { summary: 'Warm it', command: ['npm', 'run', 'warm'] } }
      const web = { compose: { project, service: 'web' }, deploy: { version: '^v\\d+$', compose }, tasks }
      return { docker: { host }, services: { web } }
    },

    async redis(name: string, action: string) {
      const own = `${redis.url}/${++databases}`
      const url = `redis://${name}-${slugOf(action)}`
      await within(own, async client => {
        await client.mset({ 'plan:1': 'x', 'plan:2': 'x', 'session:1': 'x' })
        await client.acl('SETUSER', 'looker', 'on', '>pw', '~*', '&*', '+@all', '-unlink', '-flushdb')
      })
      await gateFor(`${name} ${action}`, url, name === 'refused' ? own.replace('//', '//looker:pw@') : own)
      return { caches: { cache: { url } } }
    },

    async postgres(name: string, action: string) {
      const database = variableOf(name, action).toLowerCase()
      const own = postgres!.url.replace(/postgres$/, database)
      await asked(postgres!.url, `CREATE DATABASE ${database}`)
      await asked(
        own,
        `CREATE TABLE bookings (id int PRIMARY KEY); INSERT INTO bookings SELECT generate_series(1, 100);
        CREATE ROLE looker_of_${database} LOGIN; GRANT pg_monitor TO looker_of_${database};
        CREATE ROLE ${clerkOf(database)} LOGIN`,
      )
      const pool = new pg.Client({ connectionString: own, application_name: 'pool' })
      pool.on('error', () => {}) // It may be ended.
      await pool.connect()
      ends.push(() => pool.end())
      const variable = variableOf(name, action)
      secrets[variable] = `postgres://${database}`
      const user = name === 'refused' ? `looker_of_${database}` : 'owner'
      await gateFor(`${name} ${action}`, secrets[variable], own.replace('owner@', `${user}@`))
      const secret = { secret: `env:${variable}` }
      return { databases: { main: { url: secret, maintenance: secret } } }
    },
  }

  async function silence(name: string, alertname: string): Promise<void> {
    const at = Date.now()
    const posted = await fetch(`${alertmanager.url}/api/v2/silences`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        matchers: [{ name: 'alertname', value: alertname, isRegex: false, isEqual: true }],
        startsAt: new Date(at).toISOString(),
        endsAt: new Date(at + hour).toISOString(),
        createdBy: 'Dan',
        comment: name,
      }),
    })
    silences.set(`${name} ${alertname}`, ((await posted.json()) as { silenceID: string }).silenceID)
  }

  async function shop(name: string): Promise<System> {
    const url = `http://${name}.alertmanager`
    await gateFor(`${name} alertmanager`, url, alertmanager.url)
    for (const alertname of Object.values(silenced)) await silence(name, alertname)
    const environments: Record<string, object> = {}
    for (const { action } of changes)
      environments[slugOf(action)] = {
        channel: `#${name}`,
        approvals: { required: 1, expire: '4h' },
        ...(await places[serviceOf({ action })](name, action)),
      }
    return SystemFile.parse({
      system: name,
      title: name,
      alertmanager: { url },
      environments,
      people: { responders: ['@oncall'], operators: ['@oncall'], approvers: ['@leads'] },
      severities: { P1: { acknowledge: '1h' } },
      escalation: [{ notify: ['@oncall'] }],
    })
  }

  await alertmanager.fire({ alertname: 'Made' })
  const systems: System[] = []
  for (const name of names) systems.push(await shop(name))
  return {
    systems,
    secrets,
    aws: {
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'x' },
    },
    /** Where on this machine something is: at its gate. */
    rewrite: (address: string): string => addresses.get(address) ?? address,
    gateOf: (name: string, change: Change): Gate =>
      gates.get(`${name} ${serviceOf(change) === 'alertmanager' ? 'alertmanager' : change.action}`)!,
    silenceOf: (name: string, alertname: string): string => silences.get(`${name} ${alertname}`)!,
    async close(): Promise<void> {
      for (const end of ends.reverse()) await end()
    },
  }
}

async function within(url: string, work: (client: Redis) => Promise<void>): Promise<void> {
  const client = new Redis(url)
  await work(client)
  client.disconnect()
}

async function asked(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(sql)
  await client.end()
}

import { describe, expect, it } from 'vitest'
import { SystemFile } from '../../src/domain/system-file.ts'
import { createHealth } from '../../src/operations/health.ts'
import type { Finding, Look, Probes } from '../../src/ports/probes.ts'

const group = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/1a2b'
const learnbot = SystemFile.parse({
  system: 'learnbot',
  title: 'LearnBot',
  people: { responders: ['@oncall'] },
  severities: { P1: { acknowledge: '15m' } },
  escalation: [{ notify: ['@oncall'] }],
  environments: {
    production: {
      channel: '#learnbot-alerts',
      region: 'us-east-1',
      role: 'arn:aws:iam::123456789012:role/belay',
      services: {
        frontend: { health: 'https://learnbot.example.com/' },
        'api-gateway': {
          health: 'https://api.learnbot.example.com/health',
          ecs: { cluster: 'c', service: 's' },
        },
        'resume-parser': { ecs: { cluster: 'c', service: 'parser' } },
        'batch-jobs': {},
      },
    },
    staging: { channel: '#learnbot-alerts' },
    whole: {
      channel: '#learnbot-alerts',
      region: 'us-east-1',
      services: { web: { targetGroup: group, logs: '/ecs/web' } },
      databases: { postgres: { rds: 'learnbot-db' } },
      caches: { redis: { url: { secret: 'sm:learnbot/redis' } } },
      alarms: ['learnbot-*'],
      certificates: ['learnbot.example.com'],
    },
  },
})

const finding = (state: Finding['state'], ms = 10): Finding => ({ state, what: 'it', detail: state, ms })

type Told = Finding | (() => Promise<Finding>)

/** Probes that answer as told by what they are asked for, and fine otherwise; what was asked is kept. */
function probes(told: Record<string, Told> = {}) {
  const asked: unknown[][] = []
  const readied: string[] = []
  const answer = (key: (target: never) => string) => async (target: unknown, timeoutMs: number) => {
    asked.push([target, timeoutMs])
    const said = told[key(target as never)] ?? finding('fine')
    return typeof said === 'function' ? said() : said
  }
  const alarms = answer(() => 'alarms')
  const look: Probes = {
    ready: async looks => void readied.push(...looks),
    http: answer((url: string) => url),
    ecs: answer(({ service }: { service: string }) => service),
    lambda: answer(({ function: name }: { function: string }) => name),
    workload: answer(({ deployment }: { deployment: string }) => deployment),
    compose: answer(({ service }: { service: string }) => service),
    targets: answer(() => 'targets'),
    database: answer(({ rds }: { rds: string }) => rds),
    cache: answer(() => 'cache'),
    alarms: async (...how) => [await alarms(...how), finding('fine')],
    certificate: answer(({ domain }: { domain: string }) => domain),
    record: answer(({ domain }: { domain: string }) => `record of ${domain}`),
    handshake: answer(({ domain }: { domain: string }) => `handshake of ${domain}`),
  }
  return { look, asked, readied }
}

const faults: unknown[] = []
/** Logs a fault, so to speak, and answers its id. */
const broken = (error: unknown) => `e${faults.push(error)}`

describe('the health of an environment', () => {
  it('looks at every service, each within its own time, with the environment’s region and role', async () => {
    const { look, asked } = probes()
    const report = await createHealth(look, { timeoutMs: 700, broken }).of(learnbot, 'production')
    const aws = { region: 'us-east-1', role: 'arn:aws:iam::123456789012:role/belay' }
    expect(asked).toEqual([
      ['https://learnbot.example.com/', 700],
      ['https://api.learnbot.example.com/health', 700],
      [{ cluster: 'c', service: 's', ...aws }, 700],
      [{ cluster: 'c', service: 'parser', ...aws }, 700],
    ])
    expect(report).toMatchObject({ system: 'learnbot', title: 'LearnBot', environment: 'production' })
  })

  it('tells the worst first, then what nobody knows, then what is fine', async () => {
    const { look } = probes({ 'https://learnbot.example.com/': finding('slow'), parser: finding('down') })
    const { parts } = await createHealth(look, { broken }).of(learnbot, 'production')
    expect(parts.map(({ name, state }) => [name, state])).toEqual([
      ['resume-parser', 'down'],
      ['frontend', 'slow'],
      ['batch-jobs', 'unknown'],
      ['api-gateway', 'fine'],
    ])
  })

  it('counts a service as its worst finding, and keeps both', async () => {
    const { look } = probes({ s: finding('down') })
    const { parts } = await createHealth(look, { broken }).of(learnbot, 'production', 'api-gateway')
    expect(parts).toMatchObject([
      { name: 'api-gateway', state: 'down', findings: [{ state: 'fine' }, { state: 'down' }] },
    ])
  })

  it('says of a service without an address that there is nothing to look at', async () => {
    const { parts } = await createHealth(probes().look, { broken }).of(learnbot, 'production', 'batch-jobs')
    expect(parts[0]?.findings).toMatchObject([{ state: 'unknown', what: 'nothing to look at:' }])
  })

  it('looks at all of them at once, and takes as long as the longest', async () => {
    let begun = 0
    let open = () => {}
    const all = new Promise<void>(resolve => {
      open = resolve
    })
    const together = (ms: number) => async () => {
      if (++begun === 4) open()
      await all
      return finding('fine', ms)
    }
    const { look } = probes({
      'https://learnbot.example.com/': together(20),
      'https://api.learnbot.example.com/health': together(1_200),
      s: together(30),
      parser: together(40),
    })
    expect((await createHealth(look, { broken }).of(learnbot, 'production')).ms).toBe(1_200)
  })

  it('gives the rest when one probe breaks', async () => {
    const { look } = probes({ parser: () => Promise.reject(new Error('a fault of ours')) })
    const { parts } = await createHealth(look, { broken }).of(learnbot, 'production')
    expect(parts).toHaveLength(4)
    expect(parts[0]).toMatchObject({
      name: 'resume-parser',
      state: 'unknown',
      findings: [{ what: 'ECS', detail: 'Belay failed to look (error e1, see its log)' }],
    })
    expect(faults).toEqual([new Error('a fault of ours')])
  })

  it('is empty where there are no services', async () => {
    expect(await createHealth(probes().look, { broken }).of(learnbot, 'staging')).toMatchObject({
      parts: [],
      ms: 0,
    })
  })
})

describe('what an environment stands on', () => {
  it('is looked at beside its services, in its region', async () => {
    const { look, asked } = probes({ 'learnbot-db': finding('down'), alarms: finding('slow') })
    const { parts } = await createHealth(look, { timeoutMs: 700, broken }).of(learnbot, 'whole')
    const region = 'us-east-1'
    expect(asked).toEqual([
      [{ targetGroup: group, region }, 700],
      [{ rds: 'learnbot-db', region }, 700],
      [{ url: { secret: 'sm:learnbot/redis' }, region }, 700],
      [{ alarms: ['learnbot-*'], region }, 700],
      [{ domain: 'learnbot.example.com', region }, 700],
    ])
    expect(parts.map(({ kind, name, state, logs }) => [kind, name, state, logs])).toEqual([
      ['database', 'postgres', 'down', false],
      ['alarms', 'alarms', 'slow', false],
      ['service', 'web', 'fine', true],
      ['cache', 'redis', 'fine', false],
      ['certificate', 'certificate', 'fine', false],
    ])
  })

  it('is looked at only once everything for it is loaded, so that nothing else is measured', async () => {
    const { look, asked, readied } = probes()
    let loaded = () => {}
    const loading = new Promise<void>(resolve => {
      loaded = resolve
    })
    const slow = { ...look, ready: async (looks: Look[]) => look.ready(looks).then(() => loading) }
    const looking = createHealth(slow, { broken }).of(learnbot, 'whole')
    await Promise.resolve()
    expect(readied).toEqual(['targets', 'database', 'cache', 'alarms', 'certificate'])
    expect(asked).toEqual([])
    loaded()
    expect((await looking).parts).toHaveLength(5)
  })

  it('is left out when one service was asked for', async () => {
    const { look, asked } = probes()
    await createHealth(look, { broken }).of(learnbot, 'whole', 'web')
    expect(asked).toHaveLength(1)
  })
})

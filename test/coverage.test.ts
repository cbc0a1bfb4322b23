import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '../src/domain/errors.ts'
import { stepsOf } from '../src/domain/runbook/runbook.ts'
import type { Action } from '../src/domain/runbook/verdict.ts'
import { judge } from '../src/runbook/judge.ts'
import { knownOf } from '../src/runbook/known.ts'
import { readRunbook } from '../src/runbook/read.ts'
import { commandOf } from './coverage/command.ts'
import { looksFor } from './coverage/looks.ts'
import { neededOf } from './coverage/needed.ts'
import { type Row, rowsOf, type Span } from './coverage/rows.ts'
import { faultOf } from './coverage/setting.ts'
import { shapes } from './runbook/reading.ts'

const names = readdirSync('systems')
  .filter(name => name.endsWith('.md'))
  .map(name => basename(name, '.md'))
  .sort()

describe.each(names)('what docs/coverage says of %s', name => {
  const text = readFileSync(`systems/${name}.md`, 'utf8')
  const lines = text.split('\n')
  const rows = rowsOf(name)
  const holding = (line: number) => rows.filter(({ spans }) => spans.some(at(line)))
  const runbook = readRunbook(`${name}.md`, text)

  /** What Belay does for the steps of the runbook that are not by hand; with each, its row and the commands in that. */
  async function judged() {
    const known = await knownOf([runbook], shapes)
    return runbook.procedures.flatMap(stepsOf).flatMap(step => {
      const found = step.kind === 'command' ? judge(step, known) : undefined
      if (found === undefined || found.class === 'byHand') return []
      const row = holding(step.place.line)[0]
      return [{ actions: found.actions, row, named: row?.commands.map(commandOf) ?? [] }]
    })
  }

  it('quotes what stands in its runbook', () => {
    const wrong = rows.flatMap(row =>
      row.spans
        .filter(({ from, to, quote }) => !(from <= to && quotes(quote, lines[from - 1])))
        .map(({ from, quote }) => `${row.at}: line ${from} is not "${quote}" but "${lines[from - 1]}"`),
    )
    expect(wrong).toEqual([])
  })

  it('passes over nothing that is to be done, and over no figure', () => {
    const missing = neededOf(`${name}.md`, text).filter(
      ({ line, quoted, figures }) =>
        !rows.some(({ spans }) =>
          spans.some(
            span =>
              at(line)(span) &&
              (!quoted || (span.from === line && figures.every(one => span.quote.includes(one)))),
          ),
        ),
    )
    expect(missing.map(({ line, text }) => `systems/${name}.md:${line} ${text}`)).toEqual([])
  })

  it('says of each line who or what does it, once', () => {
    const silent = rows.filter(row => row.commands.length + row.says.length + row.settings.length === 0)
    expect(silent.map(row => row.at)).toEqual([])
    const twice = lines.flatMap((_, i) =>
      holding(i + 1).length > 1 ? [holding(i + 1).map(row => row.at)] : [],
    )
    expect(twice).toEqual([])
  })

  it('names commands that there are', () => {
    expect(rows.flatMap(row => row.commands.flatMap(line => faultOfCommand(row, line)))).toEqual([])
  })

  it('names steps of the runbook by their line', () => {
    const wrong = rows.flatMap(row =>
      row.commands.filter(line => {
        const [, id, step] = /^runbook step (\S+) (\d+)/.exec(line) ?? []
        const found = runbook.procedures.find(procedure => procedure.id === id)
        return (
          id !== undefined &&
          !row.spans.some(at((found && stepsOf(found))?.[Number(step) - 1]?.place.line ?? 0))
        )
      }),
    )
    expect(wrong).toEqual([])
  })

  it('names figures where they stand in the system file', () => {
    const wrong = rows.flatMap(row =>
      row.settings.flatMap(setting => {
        const fault = faultOf(name, setting)
        return fault === undefined ? [] : [`${row.at}: ${fault}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  it('names for each change the command that Belay makes of it as a step of the runbook', async () => {
    const others = (await judged()).flatMap(({ actions, row, named }) => {
      const names = named.map(({ name }) => name)
      const isSaid = row?.says.some(word => word === 'by hand' || word === 'not yet')
      return actions
        .filter(({ via, risk }) => via === 'belay' && risk !== 'read')
        .filter(({ operation }) => !isSaid && !same(operation).some(one => names.includes(one)))
        .map(({ operation }) => `${row?.at}: ${operation}, and not ${names.join(', ')}`)
    })
    expect(others).toEqual([])
  })

  it('names for each look one that shows the same', async () => {
    const others = (await judged()).flatMap(({ actions, row, named }) => {
      const names = named.map(({ name }) => name)
      const isWhole =
        row?.says.some(word => word !== 'nothing to do') ||
        // The step itself can be named, or a change that takes a look on its way.
        named.some(({ name, args }) => name === 'runbook step' || 'dry-run' in args.shape)
      return actions
        .filter(({ via, risk }) => risk === 'read' && via !== 'value')
        .filter(action => !isWhole && !wanted(action)?.some(one => names.includes(one)))
        .map(({ via, operation }) => `${row?.at}: ${via} ${operation} by ${names}`)
    })
    expect(others).toEqual([])
  })
})

/** What is a team's own is a change to Belay, or a task that reads. */
const wanted = (action: Action): string[] | undefined =>
  action.via === 'belay' ? same(action.operation) : looksFor(action)

it('counts in docs/coverage.md what is by hand, and what is not yet there', () => {
  const all = names.map(name => ({ name, rows: rowsOf(name) }))
  const counted = all.map(
    ({ name, rows }) => `| [${name}](coverage/${name}.md) | ${counts(rows).join(' | ')} |`,
  )
  const sum = `| all | ${counts(all.flatMap(({ rows }) => rows)).join(' | ')} |`
  const index = readFileSync('docs/coverage.md', 'utf8')
  expect([...counted, sum].filter(line => !index.includes(`\n${line}\n`))).toEqual([])
})

/** How many rows there are, how many of them say that something is by hand, and that something is not yet there. */
const counts = (rows: Row[]): number[] => [
  rows.length,
  ...(['by hand', 'not yet'] as const).map(word => rows.filter(({ says }) => says.includes(word)).length),
]

const at =
  (line: number) =>
  ({ from, to }: Span): boolean =>
    from <= line && line <= to

/** A quote may leave out what is between its beginning and its end, as in "P1 … 15 minutes". */
function quotes(quote: string, line = ''): boolean {
  let from = 0
  return (
    quote.length > 2 &&
    quote.split('…').every(part => {
      const found = line.indexOf(part.trim(), from)
      from = found + part.trim().length
      return found >= 0
    })
  )
}

function faultOfCommand({ at }: Row, line: string): string[] {
  try {
    commandOf(line)
    return []
  } catch (error) {
    if (error instanceof UserError) return [`${at}: ${error.message}`]
    throw error
  }
}

/** What is a team's own may be a task or a workflow of GitHub's, as the system file has it. */
const same = (operation: string): string[] =>
  ['exec', 'workflow run'].includes(operation) ? ['exec', 'workflow run'] : [operation]

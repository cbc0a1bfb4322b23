import { answers } from '../src/domain/answers.ts'
import { timers } from '../src/domain/events.ts'
import { states } from '../src/domain/incident.ts'
import { runAnswers } from '../src/domain/run/answers.ts'
import { runTimers } from '../src/domain/run/events.ts'
import { runStates } from '../src/domain/run/run.ts'
import type { Coverage, Covered } from './coverage.ts'
import type { Violation } from './episode.ts'

/** How often what happened in which state, as a table; `·`: never. */
function transitionsTable(
  { transitions }: Covered,
  states: readonly string[],
  events: string[],
  timers: readonly string[],
): string {
  const all = events.flatMap(event => (event === 'due' ? timers.map(timer => `due-${timer}`) : [event]))
  const seen = [...transitions.keys()].map(key => key.split(' ')[1]!)
  const rows = [...new Set([...all, ...seen])].map(event => [
    event,
    ...['-', ...states].map(state => `${transitions.get(`${state} ${event}`) ?? '·'}`),
  ])
  return aligned([['event', 'new', ...states], ...rows])
}

export function coverageTold({ incidents, runs }: Coverage): string {
  const inShort = (what: string, { states, transitions }: Covered) =>
    `${states.size} states of ${what}, ${transitions.size} kinds of transition:`
  return [
    inShort('an incident', incidents),
    transitionsTable(incidents, states, ['open', ...Object.keys(answers)], timers),
    inShort('a run', runs),
    transitionsTable(runs, runStates, ['asked', ...Object.keys(runAnswers)], runTimers),
  ].join('\n')
}

export function countsTable(counts: Map<string, number>): string {
  return aligned([...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, count]) => [what, `${count}`]))
}

/** How it came to that: the last lines about what is broken, and the very last; then what broke, and how to see it again. */
export function toldOf({ law, how, seed, steps, last }: Violation, shown: number): string {
  const about = how.match(/[0-9a-f]{16}|PPAGE\d+/g) ?? []
  const lines = last.filter(line => about.some(id => line.includes(id)) && !line.includes('redis.renew'))
  const end = last.slice(-5)
  return [
    ...[...lines.filter(line => !end.includes(line)).slice(-shown), ...end].map(line => `  ${line}`),
    `BROKEN: ${law}: ${how}; after ${steps} steps of an episode, again: npm run simulate -- --seed ${seed} --steps 1 --last ${shown}`,
  ].join('\n')
}

function aligned(rows: string[][]): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)),
    [],
  )
  const line = (row: string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
  return rows.map(row => `  ${line(row)}`).join('\n')
}

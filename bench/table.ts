import { median } from './statistics.ts'

/** One line of what was found. */
export interface Row {
  what: string
  belay: string
  peer: string
  ratio: string
  aim: string
  met: string
}

/** What one round found of Belay and, just before or after it, of its peer. */
export interface Round {
  belay: number
  peer: number
}

/** What the ratio of Belay to its peer should be. */
export type Aim = { atLeast: number } | { atMost: number }

/** The medians over all rounds, their ratio, and the lowest and highest ratio of a single round. */
export function compare(what: string, rounds: readonly Round[], unit: string, aim?: Aim): Row {
  const belay = median(rounds.map(round => round.belay))
  const peer = median(rounds.map(round => round.peer))
  const ratio = belay / peer
  const ratios = rounds.map(round => round.belay / round.peer)
  const spread = `${figure(Math.min(...ratios))}–${figure(Math.max(...ratios))}`
  return {
    what,
    belay: `${figure(belay)} ${unit}`,
    peer: `${figure(peer)} ${unit}`,
    ratio: `${figure(ratio)} (${spread})`,
    ...(aim ? judged(ratio, aim) : { aim: '', met: '' }),
  }
}

const judged = (ratio: number, aim: Aim) =>
  'atLeast' in aim
    ? { aim: `at least ${aim.atLeast}`, met: yesNo(ratio >= aim.atLeast) }
    : { aim: `at most ${aim.atMost}`, met: yesNo(ratio <= aim.atMost) }

export const yesNo = (is: boolean): string => (is ? 'yes' : 'no')

/** As many digits as mean something. */
const figure = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : `${Number(value.toPrecision(2))}`

const titles: Row = { what: 'What', belay: 'Belay', peer: 'Peer', ratio: 'Ratio', aim: 'Aim', met: 'Met' }

/** The rows as a table in Markdown. */
export function table(rows: readonly Row[]): string {
  const columns = Object.keys(titles) as (keyof Row)[]
  const widths = columns.map(column => Math.max(...[titles, ...rows].map(row => row[column].length)))
  const line = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`
  return [
    line(columns.map(column => titles[column])),
    line(widths.map(width => '-'.repeat(width))),
    ...rows.map(row => line(columns.map(column => row[column]))),
  ].join('\n')
}

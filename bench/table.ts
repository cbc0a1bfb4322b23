import { median } from './statistics.ts'

/** One line of what was found. */
export interface Row {
  what: string
  belay: string
  peer: string
  ratio: string
  aim: string
  /** Whether the aim is met; absent where there is none. */
  met?: boolean
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
    ...(aim ? judged(ratio, aim) : { aim: '' }),
  }
}

const judged = (ratio: number, aim: Aim) =>
  'atLeast' in aim
    ? { aim: `at least ${aim.atLeast}`, met: ratio >= aim.atLeast }
    : { aim: `at most ${aim.atMost}`, met: ratio <= aim.atMost }

/** As many digits as mean something. */
const figure = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : `${Number(value.toPrecision(2))}`

const titles = ['What', 'Belay', 'Peer', 'Ratio', 'Aim', 'Met']

const cellsOf = ({ what, belay, peer, ratio, aim, met }: Row): string[] => [
  ...[what, belay, peer, ratio, aim],
  met === undefined ? '' : met ? 'yes' : 'no',
]

/** The rows as a table in Markdown. */
export function table(rows: readonly Row[]): string {
  const lines = [titles, ...rows.map(cellsOf)]
  const widths = titles.map((_, i) => Math.max(...lines.map(cells => cells[i]!.length)))
  const line = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`
  const [head, ...body] = lines
  return [line(head!), line(widths.map(width => '-'.repeat(width))), ...body.map(line)].join('\n')
}

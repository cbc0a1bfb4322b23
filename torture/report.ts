import { availableParallelism, loadavg } from 'node:os'
import type { Count } from './count/count.ts'
import { aimMs as healAimMs } from './healing.ts'
import type { Tortured } from './run.ts'
import { aimMs as takeoverAimMs } from './takeovers.ts'

/** What was counted, as a table in Markdown. */
export function table(counts: readonly Count[]): string {
  const rows = counts.map(({ what, expected, found, lost, doubled }) => [
    what,
    ...[expected, found, lost.length, doubled.length].map(count => count.toLocaleString('en')),
  ])
  const lines = [['What', 'Expected', 'Found', 'Lost', 'Doubled'], ...rows]
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map(cells => cells[i]!.length)))
  const line = (cells: string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(lines[0]!), line(rule), ...lines.slice(1).map(line)].join('\n')
}

/** What else there is to be told of a run, line by line. */
export function told({
  takeovers,
  healed,
  killed,
  ownEnds,
  webhooks,
  deliveries,
  slack,
  left,
  tookMs,
  kept,
}: Tortured): string[] {
  const { took, late } = takeovers
  const sorted = [...took].sort((a, b) => a - b)
  const met = [...slack.met].map(([how, count]) => `${count} ${how}`).join(', ')
  const parked = kept.flatMap(one => one.parked)
  return [
    `${webhooks} webhooks, delivered ${deliveries} times; ${killed} kills; ${Math.round(tookMs / 1_000)} s`,
    `The machine: ${availableParallelism()} cores, with a load of ${loadavg()[1]!.toFixed(1)} at the end`,
    `Slack: ${slack.calls} calls, of which ${met}`,
    `Takeovers: ${took.length}, the median after ${sorted[Math.floor(sorted.length / 2)] ?? 0} ms, the last after ${sorted.at(-1) ?? 0} ms; ${late.length} never`,
    ...healed.map(
      ({ missing, tookMs: ms }) =>
        `Redis back: ${missing} open pages were no incidents, and all were after ${Math.round(ms / 1_000)} s`,
    ),
    ...(kept.some(({ losses }) => losses > 0)
      ? [
          `History was lost, and that was noticed: ${kept.map(({ system, losses }) => `${system} ${losses}`).join(', ')}`,
        ]
      : []),
    ...(ownEnds > 0 ? [`${ownEnds} processes ended by themselves`] : []),
    ...(left.size > 0
      ? [`Still to be done: ${[...left].map(([kind, count]) => `${count} ${kind}`).join(', ')}`]
      : []),
    ...(parked.length > 0 ? [`Put aside: ${parked.join('; ')}`] : []),
  ]
}

/** What is wrong, in a few words each; nothing when all is as it has to be. */
export function faultsOf(
  { counts, takeovers, healed, left, kept, ownEnds }: Tortured,
  mayLose: boolean,
): string[] {
  const forgiven = (what: string) => mayLose && lossy.includes(what)
  const late = takeovers.took.filter(ms => ms > takeoverAimMs).length + takeovers.late.length
  return [
    ...counts.flatMap(({ what, lost, doubled }) =>
      forgiven(what)
        ? []
        : [
            ...(lost.length > 0 ? [`${what}: ${lost.length} lost`] : []),
            ...(doubled.length > 0 ? [`${what}: ${doubled.length} doubled`] : []),
          ],
    ),
    ...(late > 0 ? [`${late} takeovers later than ${takeoverAimMs / 1_000} s`] : []),
    ...healed
      .filter(({ tookMs }) => tookMs > healAimMs)
      .map(({ tookMs }) => `healed only after ${Math.round(tookMs / 1_000)} s`),
    ...(left.size > 0 ? ['not at rest'] : []),
    ...(kept.some(({ parked }) => parked.length > 0) ? ['put aside'] : []),
    ...(ownEnds > 0 ? ['a process ended by itself'] : []),
  ]
}

/** Of what Redis has forgotten, this may be gone or stand there twice: it is counted, and told. */
const lossy = ['incidents', 'timeline entries told in threads', 'threads', 'notes']

import { availableParallelism, loadavg } from 'node:os'
import type { Count } from './count/count.ts'
import { heldWhat } from './count/deploys.ts'
import { aimMs as healAimMs } from './healing.ts'
import { hasLost } from './kept.ts'
import type { Variant } from './redis/variants.ts'
import { type Takeover, aimMs as takeoverAimMs } from './takeovers.ts'
import type { Tortured } from './tortured.ts'

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
  kills,
  ownEnds,
  webhooks,
  deliveries,
  slack,
  left,
  tookMs,
  kept,
}: Tortured): string[] {
  const { took, early, late } = takeovers
  const sorted = took.map(({ ms }) => ms).sort((a, b) => a - b)
  const met = [...slack.met].map(([how, count]) => `${count} ${how}`).join(', ')
  const parked = kept.flatMap(one => one.parked)
  return [
    `${webhooks} webhooks, delivered ${deliveries} times; ${killed} of ${kills} kills; ${Math.round(tookMs / 1_000)} s`,
    `The machine: ${availableParallelism()} cores, with a load of ${loadavg()[1]!.toFixed(1)} at the end`,
    `Slack: ${slack.calls} calls, of which ${met}`,
    `Takeovers: ${took.length}, the median after ${sorted[Math.floor(sorted.length / 2)] ?? 0} ms, the last after ${sorted.at(-1) ?? 0} ms${lateKinds(took)}; ${early.length} before its lease was over, ${late.length} never`,
    ...healed.map(
      ({ missing, tookMs: ms }) =>
        `Redis back: ${missing} open pages were no incidents, and all were after ${Math.round(ms / 1_000)} s`,
    ),
    ...(hasLost(kept)
      ? [
          `History was lost, and that was noticed: ${kept.map(({ system, lostAt }) => `${system} ${lostAt.length}`).join(', ')}`,
        ]
      : []),
    ...(ownEnds > 0 ? [`${ownEnds} processes ended by themselves`] : []),
    ...(left.size > 0
      ? [`Still to be done: ${[...left].map(([kind, count]) => `${count} ${kind}`).join(', ')}`]
      : []),
    ...(parked.length > 0 ? [`Put aside: ${parked.join('; ')}`] : []),
  ]
}

const isLate = ({ ms }: Takeover): boolean => ms > takeoverAimMs

/** What was taken over late, by its kind, the most first. */
function lateKinds(took: Takeover[]): string {
  const counts = new Map<string, number>()
  for (const { kind } of took.filter(isLate)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const said = [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} ${kind}`)
  return said.length > 0 ? `, later than ${takeoverAimMs / 1_000} s: ${said.join(', ')}` : ''
}

/** What is wrong, in a few words each; nothing when all is as it has to be. */
export function faultsOf(found: Tortured, variant: Variant): string[] {
  const { counts, takeovers, healed, left, kept, ownEnds } = found
  const { took, early } = takeovers
  const late = took.filter(isLate).length + takeovers.late.length
  return [
    ...counts.filter(({ what }) => !(variant.mayLose && lossy.includes(what))).flatMap(wrongIn),
    ...untried(found, variant),
    ...(late > 0 ? [`${late} takeovers later than ${takeoverAimMs / 1_000} s`] : []),
    ...(early.length > 0 ? [`${early.length} takeovers before the lease was over: ${early[0]}`] : []),
    ...healed
      .filter(({ tookMs }) => tookMs > healAimMs)
      .map(({ tookMs }) => `healed only after ${Math.round(tookMs / 1_000)} s`),
    ...(left.size > 0 ? ['not at rest'] : []),
    ...(kept.some(({ parked }) => parked.length > 0) ? ['put aside'] : []),
    ...(ownEnds > 0 ? ['a process ended by itself'] : []),
  ]
}

function wrongIn({ what, expected, found, lost, doubled }: Count): string[] {
  const named = [
    ...(lost.length > 0 ? [`${what}: ${lost.length} lost`] : []),
    ...(doubled.length > 0 ? [`${what}: ${doubled.length} doubled`] : []),
  ]
  return named.length === 0 && found !== expected ? [`${what}: ${found} and not ${expected}`] : named
}

/** What did not come about, so that nothing was shown by it. */
function untried({ counts, takeovers, killed, kills, kept }: Tortured, { loses }: Variant): string[] {
  const { took, early, late } = takeovers
  const isTakenOver = took.length + early.length + late.length > 0
  const isNoticed = hasLost(kept)
  const isHeld = counts.some(({ what, expected }) => what === heldWhat && expected > 0)
  return [
    ...(killed < kills ? [`only ${killed} of ${kills} kills`] : []),
    ...(kills > 0 && !isTakenOver ? ['no takeover was seen'] : []),
    ...(loses && !isNoticed ? ['no loss of history was noticed'] : []),
    ...(loses && isNoticed && !isHeld ? ['no deploy had to be held'] : []),
  ]
}

/** Of what Redis has forgotten, this may be gone or stand there twice: it is counted, and told. */
const lossy = ['incidents', 'timeline entries told in threads', 'threads', 'notes']

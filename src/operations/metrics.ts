import { z } from 'zod'
import { dashboards } from '../domain/dashboards.ts'
import { inWords, period } from '../domain/duration.ts'
import { UserError } from '../domain/errors.ts'
import type { Metrics } from '../ports/metrics.ts'
import { accountOf } from './account.ts'
import { lineAt } from './line-at.ts'
import type { MetricKind } from './metric-kind.ts'
import { kindsOf, type Measured, thresholdOf } from './metric-kinds.ts'
import type { Where } from './operation.ts'
import type { Read } from './read.ts'

const input = z.object({
  metric: z.string().optional(),
  database: z.string().optional(),
  pool: z.string().optional(),
  sinceMs: z.int(),
})
type Input = z.infer<typeof input>

/** So many points at most are drawn. */
const points = 20
/** What CloudWatch can put together, in seconds. */
const periods = [60, 300, 900, 3_600, 10_800, 21_600, 43_200, 86_400]
const longestMs = 14 * 86_400_000

/** How a metric of a service, a database or a user pool went, drawn with where its alarms begin. `now`: by the outside's clock. */
export const metrics = (port: Metrics, now: () => number): Read<Input> => ({
  name: 'metrics',
  input,
  async read({ metric, sinceMs, ...measured }, where) {
    if (sinceMs > longestMs) throw new UserError('Metrics are drawn for 14 days at most: --since 14d')
    const kinds = kindsOf(where, measured)
    const kind = metric === undefined ? kinds[0]! : kinds.find(one => isCalled(metric, one))
    const line = lineOf(measured, where)
    const others = (of: MetricKind[]) =>
      of
        .slice(0, 5)
        .map(({ asked, label }) => ({ label: begun(label), command: `${line} --metric ${asked}` }))
    if (!kind)
      throw new UserError(
        `There is no metric "${metric!.slice(0, 40)}" here: there are ${kinds.map(({ asked }) => asked).join(', ')}.`,
        ...others(kinds),
      )
    const place = accountOf(where.settings)
    const to = now()
    const periodS = periods.find(one => sinceMs / 1_000 / one <= points) ?? periods.at(-1)!
    const [[values = []], thresholds] = await Promise.all([
      port.values([kind], { from: to - sinceMs, to, periodS }, place),
      // An alarm watches a metric, and nothing that is worked out of several.
      'name' in kind ? port.thresholds(kind, place) : [],
    ])
    const scaled = values.map(({ at, value }) => ({ at, value: value * (kind.factor ?? 1) }))
    const limits = thresholds.map(({ value, ...rest }) => ({ ...rest, value: value * (kind.factor ?? 1) }))
    const threshold = thresholdOf(kind, where, measured)
    const last = scaled.at(-1)?.value
    const isAbove = threshold !== undefined && last !== undefined && last > threshold
    const named = nameOf(where, measured)
    const within = `in the last ${period(sinceMs)}`
    return {
      ...(isAbove && { state: 'unsettled' as const }),
      ...(limits.some(({ state }) => state === 'ALARM') && { state: 'down' as const }),
      title: `${begun(kind.label)} of ${named}: ${scaled.length === 0 ? `nothing ${within}` : spoken(scaled, kind, within, periodS)}`,
      lines: [
        ...limits.map(
          ({ alarm, value, state }) =>
            `${alarm} begins at ${rounded(value)} ${kind.unit}${state === 'ALARM' ? ', and is in alarm' : ''}`,
        ),
        ...(scaled.length === 0 && kind.needs !== undefined
          ? [`CloudWatch keeps it only with ${kind.needs}.`]
          : []),
        ...(kind.asked === '5xx' && kind.unit === '%' ? severe(where) : []),
        ...(threshold === undefined
          ? []
          : [
              `The system file has ${rounded(threshold)} ${kind.unit} as its threshold${isAbove ? ', and it is above that now' : ''}.`,
            ]),
      ],
      ...(scaled.length > 0 && {
        chart: {
          title: `${begun(kind.label)} ${within}`,
          kind: 'line' as const,
          along: scaled.map(({ at }) => ({ at })),
          series: [
            { name: kind.label, values: scaled.map(({ value }) => round(value)) },
            ...[...new Set(limits.map(({ value }) => value))].slice(0, 3).map(value => ({
              name: `alarm ${rounded(value)}`,
              values: scaled.map(() => round(value)),
            })),
            ...(threshold === undefined
              ? []
              : [{ name: `threshold ${rounded(threshold)}`, values: scaled.map(() => round(threshold)) }]),
          ],
          unit: kind.unit,
        },
      }),
      links: dashboards(where.system, { environment: where.environment, service: where.service?.name }),
      offers: others(kinds.filter(one => one !== kind)),
    }
  },
})

/** By the word for it, as it is labelled, or as CloudWatch calls it. */
const isCalled = (typed: string, kind: MetricKind): boolean =>
  [
    kind.asked,
    kind.asked.replace('-', ' '),
    kind.label.toLowerCase(),
    ...('name' in kind ? [kind.name.toLowerCase()] : []),
  ].includes(typed)

/** "Above 10 % it is a P2." */
const severe = ({ settings }: Where): string[] =>
  Object.entries(settings.thresholds?.errorSeverity ?? {}).map(
    ([severity, above]) => `Above ${above} % it is a ${severity}.`,
  )

const nameOf = ({ environment, service }: Where, { database, pool }: Measured): string =>
  `${database ?? pool ?? service?.name}, ${environment}`

/** The command at this place, of the same. */
const lineOf = ({ database, pool }: Measured, where: Where): string =>
  [
    lineAt('metrics', where),
    ...(database === undefined ? [] : [`--database ${database}`]),
    ...(pool === undefined ? [] : [`--pool ${pool}`]),
  ].join(' ')

function spoken(
  values: { at: number; value: number }[],
  { statistic, unit }: MetricKind,
  within: string,
  periodS: number,
) {
  const all = values.map(({ value }) => value)
  const sum = all.reduce((total, value) => total + value, 0)
  const most = Math.max(...all)
  return statistic === 'Sum'
    ? `${rounded(sum)} ${unit} ${within}, ${rounded(most)} at most within ${inWords(periodS * 1_000)}`
    : `${rounded(all.at(-1)!)} ${unit} now, ${rounded(most)} at most ${within}`
}

/** As a line begins. */
const begun = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1)

const round = (value: number): number => Number(value.toPrecision(3))
const rounded = (value: number): string => round(value).toLocaleString('en-US')

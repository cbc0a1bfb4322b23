import { OutsideError } from '../../domain/errors.ts'
import type { FunctionTarget } from '../../ports/functions.ts'
import type { Metric, Metrics } from '../../ports/metrics.ts'

const hourMs = 3_600_000

export interface CallsMade {
  lines: string[]
  /** In percent, of all that were made. */
  failed: number
}

/** How a function's calls went in the last hour, and those of the version that takes a share of them. */
export async function callsMade(
  metrics: Metrics,
  target: FunctionTarget,
  share: { alias: string; version: string } | undefined,
  now: number,
): Promise<CallsMade> {
  const all = { FunctionName: target.function }
  const ofShare = share && {
    ...all,
    Resource: `${target.function}:${share.alias}`,
    ExecutedVersion: share.version,
  }
  const counted = (name: string, dimensions: Record<string, string>): Metric => ({
    namespace: 'AWS/Lambda',
    name,
    dimensions,
    statistic: 'Sum',
  })
  const asked = [all, ...(ofShare ? [ofShare] : [])].flatMap(dimensions =>
    ['Invocations', 'Errors', 'Throttles'].map(name => counted(name, dimensions)),
  )
  try {
    const found = await metrics.values(asked, { from: now - hourMs, to: now, periodS: 300 }, target)
    const [made = 0, failed = 0, throttled = 0, madeByShare = 0, failedOfShare = 0] = found.map(values =>
      values.reduce((sum, { value }) => sum + Math.max(0, value), 0),
    )
    return {
      failed: made === 0 ? 0 : (100 * failed) / made,
      lines: [
        made === 0
          ? 'It was not called in the last hour.'
          : `${inNumbers(made)} calls in the last hour, ${partOf(failed, made)} failed, ${inNumbers(throttled)} throttled.`,
        ...(share
          ? [
              `${inNumbers(madeByShare)} of them were of version ${share.version}, ${partOf(failedOfShare, madeByShare)} failed.`,
            ]
          : []),
      ],
    }
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    return { failed: 0, lines: [`How its calls went is not known: ${error.message}`] }
  }
}

const inNumbers = (value: number): string => Math.round(value).toLocaleString('en-US')

/** "6 (0.5 %)" */
const partOf = (part: number, whole: number): string =>
  whole === 0 || part === 0
    ? inNumbers(part)
    : `${inNumbers(part)} (${Number(((100 * part) / whole).toPrecision(2))} %)`

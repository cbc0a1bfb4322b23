import type { KnownBlock } from '@slack/types'
import type { Chart } from '../src/domain/reading.ts'
import { clip, limits } from './limits.ts'
import { oneLine } from './text.ts'

/** A picture of numbers, drawn by Slack. Times are in the zone given, since Slack has no times of a reader's own in it. */
export function chartBlock({ title, kind, along, series, unit }: Chart, zone = 'UTC'): KnownBlock {
  const last = along.slice(-limits.chartPoints)
  const skipped = along.length - last.length
  const categories = distinct(last.map(point => clip(labelOf(point, last, zone), limits.chartLabel)))
  return {
    type: 'data_visualization',
    title: clip(oneLine(title), limits.chartTitle),
    chart: {
      type: kind,
      series: series.slice(0, limits.chartSeries).map(({ name, values }) => ({
        name: clip(oneLine(name), limits.chartLabel),
        data: categories.flatMap((label, i) => {
          const value = values[skipped + i]
          return value === undefined ? [] : [{ label, value }]
        }),
      })),
      axis_config: {
        categories,
        y_label: clip(oneLine(unit), limits.chartTitle),
        ...(last.some(point => typeof point === 'object') && { x_label: clip(zone, limits.chartTitle) }),
      },
    },
  } as unknown as KnownBlock
}

const day = 86_400_000

function labelOf(point: Chart['along'][number], all: Chart['along'], zone: string): string {
  if (typeof point === 'string') return oneLine(point)
  const times = all.flatMap(one => (typeof one === 'object' ? [one.at] : []))
  const isLong = Math.max(...times) - Math.min(...times) >= day
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    ...(isLong && { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  })
  return format.format(point.at)
}

/** Slack tells points by their labels; an hour that comes twice when clocks go back is two points. */
const distinct = (labels: string[]): string[] =>
  labels.map((label, i) => {
    const before = labels.slice(0, i).filter(one => one === label).length
    return before === 0 ? label : `${clip(label, limits.chartLabel - 3)} ${before + 1}`
  })

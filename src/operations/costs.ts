import { z } from 'zod'
import { calendarAt } from '../domain/calendar.ts'
import { counted } from '../domain/counted.ts'
import type { Reading } from '../domain/reading.ts'
import type { Costs, Spent } from '../ports/costs.ts'
import { accountOf } from './account.ts'
import { lineAt } from './line-at.ts'
import type { Read } from './read.ts'

const input = z.object({ daily: z.boolean().default(false) })
type Input = z.infer<typeof input>

/** Services of which each is less than the rest of them together are named so far. */
const named = 15
const days = 14

/** What the account costs: this month by service beside the last one, or day by day. */
export const costs = (port: Costs, now: () => number): Read<Input> => ({
  name: 'costs',
  input,
  async read({ daily }, where) {
    // AWS counts days by UTC.
    const calendar = calendarAt(now())
    const place = accountOf(where.settings)
    const account = `${where.system.title} ${where.environment}`
    const again = (line: string, label: string) => [{ label, command: line }]
    if (daily) {
      const spent = await port.spent(calendar.lastDays(days), { each: 'day', service: false }, place)
      return dayByDay(spent, account, again(lineAt('costs', where), 'By service'))
    }
    const [current, before] = await Promise.all([
      port.spent(calendar.thisMonth, { each: 'month', service: true }, place),
      port.spent(calendar.lastMonth, { each: 'month', service: true }, place),
    ])
    const rows = [...current].sort((a, b) => b.amount - a.amount)
    const most = rows.slice(0, named)
    const rest = rows.slice(named)
    const earlier = (service: string | undefined) => before.find(one => one.service === service)?.amount
    return {
      title: `Costs of ${account} this month: ${money(sum(current), current)}, ${money(sum(before), before)} last month`,
      lines: [
        `Day ${calendar.dayOfMonth} of ${calendar.daysInMonth}.`,
        ...(rest.length > 0 ? [`${rest.length} other services: ${money(sum(rest), current)} together.`] : []),
      ],
      chart: {
        title: `This month by service`,
        kind: 'bar',
        along: most.slice(0, 8).map(({ service = '' }) => short(service)),
        series: [
          { name: 'this month', values: most.slice(0, 8).map(({ amount }) => round(amount)) },
          { name: 'last month', values: most.slice(0, 8).map(({ service }) => round(earlier(service) ?? 0)) },
        ],
        unit: current[0]?.currency ?? 'USD',
      },
      table: {
        columns: ['Service', 'This month', 'Last month'],
        rows: most.map(({ service = '', amount }) => [
          service,
          money(amount, current),
          earlier(service) === undefined ? '' : money(earlier(service)!, before),
        ]),
      },
      offers: again(`${lineAt('costs', where)} --daily`, 'Day by day'),
    }
  },
})

function dayByDay(spent: Spent[], account: string, offers: Reading['offers'] & {}): Reading {
  const dearest = [...spent].sort((a, b) => b.amount - a.amount)[0]
  return {
    title: `Costs of ${account}, day by day: ${money(sum(spent), spent)} in ${counted(spent.length, 'day')}`,
    lines: dearest
      ? [`Most on ${dearest.from}: ${money(dearest.amount, spent)}. Today is not over yet.`]
      : [],
    chart: {
      title: `Costs of ${account}`,
      kind: 'bar',
      along: spent.map(({ from }) => from),
      series: [{ name: 'a day', values: spent.map(({ amount }) => round(amount)) }],
      unit: spent[0]?.currency ?? 'USD',
    },
    offers,
  }
}

const sum = (spent: Spent[]): number => spent.reduce((total, { amount }) => total + amount, 0)
const round = (amount: number): number => Math.round(amount * 100) / 100
const money = (amount: number, [first]: Spent[]): string =>
  `${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${first?.currency ?? 'USD'}`

/** "EC2 Container Service" of "Amazon EC2 Container Service (ECS)". */
const short = (service: string): string => service.replace(/^(?:Amazon|AWS) /, '').replace(/ \(.*\)$/, '')

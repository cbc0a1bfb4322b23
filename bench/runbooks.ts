import { readdirSync, readFileSync } from 'node:fs'
import { createAwsShapes } from '../src/providers/aws/shapes.ts'
import { knownOf } from '../src/runbook/known.ts'
import { readRunbook } from '../src/runbook/read.ts'
import { rowsOf } from '../src/runbook/report.ts'
import type { Measurement } from './measurement.ts'
import { median } from './statistics.ts'
import { compare, type Round } from './table.ts'

const atMostMs = 100
/** A file that is so many times as long as the five together. */
const times = 20

/** What it takes to read the five runbooks and to judge each of their commands, and how that grows. */
export const runbooks: Measurement = {
  name: 'runbooks',
  needsRedisServer: false,
  async run({ rounds, say }) {
    const texts = readdirSync('systems')
      .filter(name => name.endsWith('.md'))
      .map(name => readFileSync(`systems/${name}`, 'utf8'))
    const long = texts.join('\n').repeat(times)
    const known = await knownOf(
      texts.map(text => readRunbook('runbook.md', text)),
      createAwsShapes(),
    )
    const read = (text: string) => rowsOf(readRunbook('runbook.md', text), known)
    const ms = (work: () => unknown) => {
      const began = performance.now()
      work()
      return performance.now() - began
    }
    const five = () => ms(() => texts.map(read))
    for (let i = 0; i < 10; i++) five()
    const found: Round[] = Array.from({ length: rounds }, (_, i) => {
      say(`round ${i + 1}`)
      const peer = median([five(), five(), five()])
      return { belay: ms(() => read(long)) / times, peer }
    })
    const once = median(found.map(({ peer }) => peer))
    return [
      {
        what: 'Runbooks: the five read, each command judged, once loaded',
        belay: `${Math.round(once)} ms`,
        peer: '',
        ratio: '',
        aim: `at most ${atMostMs} ms`,
        met: once <= atMostMs,
      },
      compare(`Runbooks: the same in a file ${times} times as long, for as much of it`, found, 'ms', {
        atMost: 1.5,
      }),
    ]
  },
}

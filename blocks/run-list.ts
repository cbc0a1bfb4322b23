import type { Lock } from '../src/domain/run/lock.ts'
import { isOver, type Run } from '../src/domain/run/run.ts'
import { actions, menu } from './button.ts'
import { limits, shown } from './limits.ts'
import { lockLine } from './lock.ts'
import type { Message } from './message.ts'
import { bold, clipLines, dotted, type Line, richText, words } from './rich.ts'
import { approvedBy, askedBy, timing } from './run-facts.ts'
import { runHeadline, runSymbol, titleOf } from './run-headline.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

export interface RunListView {
  open: Run[]
  recent: Run[]
  locks: (Lock & { system: string })[]
  /** Systems' titles by name. */
  titles: Record<string, string>
}

/** What is under way or waits, what is locked by hand, and what is over lately. */
export function runList({ open, recent, locks, titles }: RunListView): Message {
  const over = recent.filter(isOver)
  const heading =
    open.length === 0
      ? 'Nothing is running or waits for approval'
      : `${open.length} running or waiting: ${titleOf(open[0]!)}`
  const some = open.slice(0, shown.incidents)
  const numbers = new Map([...some, ...over].map((run, i) => [run.id, `${i + 1}. `]))
  const line = (run: Run): Line[] => [
    { words: [bold(`${numbers.get(run.id)}${runHeadline(run)}`)] },
    { words: dotted(askedBy(run), approvedBy(run), timing(run)) },
  ]
  const lines: Line[] = [
    { words: [bold(heading)] },
    ...some.flatMap(line),
    ...(open.length > some.length ? [{ words: words(`and ${open.length - some.length} more`) }] : []),
    ...locks.map(lock => ({
      words: words('🔒 ', lockLine(lock, { system: lock.system, title: titles[lock.system] ?? lock.system })),
    })),
    ...(over.length > 0 ? [{ words: [bold('Lately')] }] : []),
    ...over.map(
      (run): Line => ({
        words: dotted(
          words(`${numbers.get(run.id)}${runSymbol(run)} ${titleOf(run)}`),
          askedBy(run),
          timing(run),
        ),
      }),
    ),
  ]
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText(clipLines(lines, limits.messageCharacters / 2)),
      ...actions([
        menu(
          'Show one',
          // The same may have been done twice: in a menu only the number tells which.
          [...some, ...over].map(run => ({
            label: `${numbers.get(run.id)}${oneLine(run.plan.title)}`,
            command: `run show ${run.id}`,
          })),
        ),
      ]),
    ],
  }
}

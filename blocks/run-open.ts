import { inWords } from '../src/domain/duration.ts'
import { closesBy } from '../src/domain/run/exposure.ts'
import type { Run } from '../src/domain/run/run.ts'
import { actions, button, type Offer } from './button.ts'
import type { Message } from './message.ts'
import { bold, dotted, type Line, link, richText, type Word, words } from './rich.ts'
import { approvedBy, askedBy } from './run-facts.ts'
import { titleOf } from './run-headline.ts'
import { shiftIn } from './run-planned.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { timeNear } from './time.ts'

/** Tells everybody that something is being opened to the outside, by whom, and until when. */
export const opened = (run: Run, title: string, address?: string): Message =>
  told(
    run,
    `🔓 ${oneLine(title)}, being opened: ${titleOf(run)}`,
    [{ words: dotted(askedBy(run), approvedBy(run)) }, { words: dotted(until(run), lookAt(address)) }],
    closing(run),
  )

/** Reminds everybody that it stands open still. */
export const stillOpen = (run: Run, title: string, address?: string): Message =>
  told(
    run,
    `🔓 ${oneLine(title)}, open for ${inWords((run.openToldAt ?? run.stateAt) - run.startedAt!)}: ${titleOf(run)}`,
    [{ words: dotted(until(run), askedBy(run), lookAt(address)) }],
    closing(run),
  )

/** Tells that it is about to be closed, while there is time to keep it open. */
export const closesSoon = (run: Run, title: string, address?: string): Message =>
  told(
    run,
    `🔓 ${oneLine(title)}, closed in ${inWords(run.undo!.at - run.undo!.toldAt!)}: ${titleOf(run)}`,
    [{ words: dotted(until(run), lookAt(address)) }],
    closing(run),
  )

/** `run` has closed it. */
export const closed = (run: Run, title: string, address?: string): Message =>
  told(run, `🔒 ${oneLine(title)}, closed again${shiftIn(run.plan)}`, [
    { words: dotted(askedBy(run), lookAt(address)) },
  ])

/** `run` was to close it, and has not: somebody has to. */
export const notClosed = (run: Run, title: string, address?: string): Message =>
  told(
    run,
    `🔴 ${oneLine(title)} STANDS OPEN and is not closed: ${titleOf(run)}`,
    [
      { words: words(whyNot(run)) },
      {
        words: dotted(
          words('Belay tries it again every 10 min. If it cannot, close it in the AWS console'),
          lookAt(address),
        ),
      },
    ],
    run.endedAt === undefined
      ? []
      : [{ label: 'Close it now', command: `run again ${run.id}`, style: 'danger' }],
  )

const whyNot = ({ why, waits, state }: Run): string =>
  oneLine(
    why ??
      waits ??
      (state === 'doubtful' ? 'It is in doubt whether a call had its effect.' : 'It is under way still.'),
  )

function until(run: Run): Word[] {
  const at = run.undo?.at
  const most = closesBy(run)
  if (at === undefined || most === undefined) return []
  const latest = most > at ? words(', at the latest ', timeNear(most, at)) : []
  return words('closed by itself at ', timeNear(at, at), latest)
}

const lookAt = (address: string | undefined): Word[] =>
  address === undefined ? [] : [link('Look at it', address)]

/** What ends it early, or has it last longer. */
export function closing(run: Run): Offer[] {
  const { system, environment, input, undo } = run
  if (undo === undefined || undo.run !== undefined) return []
  return [
    {
      label: 'Close it now',
      command: `db close --system ${system} --environment ${environment} --database ${input.database}`,
      style: 'danger',
    },
    ...extending(run),
  ]
}

const moreMs = 1_800_000

/** Half an hour more, where it may stand open for so long. */
export function extending(run: Run): Offer[] {
  const { id, undo } = run
  const most = closesBy(run)
  if (!undo || undo.run !== undefined) return []
  return most !== undefined && undo.at + moreMs > most
    ? []
    : [{ label: 'Extend 30 min', command: `run extend ${id} 30m --from ${undo.at}` }]
}

const told = (run: Run, heading: string, lines: Line[], offers: Offer[] = []): Message => ({
  text: clipMrkdwn(mrkdwn(heading)),
  blocks: [
    richText([{ words: [bold(heading)] }, ...lines]),
    ...actions(offers.map(button), `${run.id}:open`),
  ],
})

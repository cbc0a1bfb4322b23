import type { ActionsBlock, KnownBlock } from '@slack/types'
import { type Checklist, doneBy, type Item, ticksOf } from '../src/domain/checklist/checklist.ts'
import { inWords } from '../src/domain/duration.ts'
import { lateMs } from '../src/domain/schedule/due.ts'
import { actions, button, checkbox, menu } from './button.ts'
import { where } from './headline.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { nameOf } from './people.ts'
import { bold, clipWords, dotted, type Line, richText, type Word, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { atNear, timeNear } from './time.ts'

export interface ChecklistView {
  /** The system's title. */
  title: string
}

const titleOf = ({ title }: Checklist): string => clip(oneLine(title), shown.title)

/** The one message of a checklist, edited in place: a check-box for each item, and a button for what can be run. */
export function checklist(list: Checklist, view: ChecklistView): Message {
  const headline = headlineOf(list, view)
  return {
    text: clipMrkdwn(mrkdwn(headline)),
    blocks: [
      richText([{ words: [bold(headline)] }, { words: facts(list) }]),
      ...list.items.flatMap(item => itemBlocks(list, item)),
      ...moreLines(list),
    ],
  }
}

/** "🟡 Morning Checklist: 2 of 5 done · Travellr production" */
function headlineOf(list: Checklist, { title }: ChecklistView): string {
  const ticks = ticksOf(list).length
  const all = list.items.length
  const state = ticks === all ? '🟢' : '🟡'
  return `${state} ${titleOf(list)}: ${ticks === all ? 'done' : `${ticks} of ${all} done`} · ${where(list, title)}`
}

function facts(list: Checklist): Word[] {
  const { dueAt, openedAt, openedBy } = list
  const done = doneBy(list)
  const late = dueAt === undefined ? 0 : openedAt - dueAt
  const from =
    dueAt === undefined
      ? words(`${nameOf(openedBy)} began it at `, timeNear(openedAt, openedAt))
      : words('Due at ', timeNear(dueAt, openedAt))
  return dotted(
    from,
    late >= lateMs ? words(`⚠️ posted ${inWords(late)} late`) : [],
    done ? words(`done in ${inWords(done.at - openedAt)}`) : [],
  )
}

function itemBlocks(list: Checklist, item: Item): KnownBlock[] {
  const below = belowOf(list, item)
  return [
    ...box(list, item),
    ...(below.length > 0 ? [richText([{ words: clipWords(below, shown.title) }])] : []),
  ]
}

/** Slack's clients keep what was ticked for as long as the block is the same: its id tells how it stands. */
function box(list: Checklist, { step, title, ticked, command }: Item): ActionsBlock[] {
  const tick = checkbox({
    label: oneLine(title),
    command: `checklist tick ${list.id} ${step} --system ${list.system}`,
    checked: ticked !== undefined,
  })
  const run =
    command && !ticked
      ? // Long lines are cut where they are ids, and would be the same then.
        { ...button({ label: command.label, command: command.line }), action_id: `run ${list.id} ${step}` }
      : undefined
  return actions([tick, run], `${list.id}:${step}:${ticked?.at ?? ''}`)
}

/** Who has seen to it and when; before that, what there is to it. */
function belowOf(list: Checklist, { title, notes, ticked, command }: Item): Word[] {
  const whole = title.length > limits.option ? words(oneLine(title)) : []
  if (ticked)
    return dotted(
      whole,
      words(
        `✓ ${nameOf(ticked.by)} ${ticked.ran ? 'ran it' : 'ticked it'} at `,
        timeNear(ticked.at, list.openedAt),
      ),
    )
  return dotted(
    whole,
    ...notes.map(note => words(oneLine(note))),
    command ? words(oneLine(command.text)) : [],
  )
}

const moreLines = ({ more }: Checklist): KnownBlock[] =>
  more > 0
    ? [richText([{ words: words(`${more} more stand in the runbook, which one message does not show.`) }])]
    : []

/** Below it, once everything is ticked. */
export function checklistDone(list: Checklist): Message {
  const last = doneBy(list)
  const by = [...new Set(ticksOf(list).map(tick => nameOf(tick.by)))].join(', ')
  const line: Line = {
    words: words(
      `🟢 ${titleOf(list)} is done: ${list.items.length} of ${list.items.length}, by ${by}`,
      ...(last ? [', the last ', atNear(last.at, list.openedAt)] : []),
      '.',
    ),
  }
  return { text: clipMrkdwn(mrkdwn(`${titleOf(list)} is done`)), blocks: [richText([line])] }
}

/** One to begin at a click, and when it comes by itself. */
export interface ListedChecklist {
  title: string
  nextAt?: number | undefined
  command: string
}

/** More than these are found sooner in a menu. */
const buttonsAtMost = 5

export function checklists(title: string, lists: ListedChecklist[], now: number): Message {
  const count = lists.length === 1 ? 'One checklist' : `${lists.length} checklists`
  const heading = `${count} of ${clip(oneLine(title), shown.name)}`
  const lines = lists.map(({ title, nextAt }) => ({
    words: dotted(
      words(clip(oneLine(title), shown.title)),
      nextAt === undefined ? [] : words('comes by itself, next ', timeNear(nextAt, now)),
    ),
  }))
  const offers = lists.map(({ title, command }) => ({ label: title, command }))
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([{ words: [bold(heading)] }, ...lines]),
      ...actions(offers.length > buttonsAtMost ? [menu('Begin one', offers)] : offers.map(button)),
    ],
  }
}

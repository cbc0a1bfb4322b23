import { stepButton } from '../../../blocks/procedure-step.ts'
import { type Item, itemsAtMost } from '../../domain/checklist/checklist.ts'
import { type Part, type Step, stepTitle } from '../../domain/runbook/runbook.ts'
import { riskOfAll } from '../../domain/runbook/verdict.ts'
import type { Volume } from '../../runbook/library.ts'
import type { Steps } from '../../runbook/steps.ts'
import { lineOf } from '../line.ts'
import { stepMark } from '../step-mark.ts'
import type { KnownList } from './known.ts'

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** What stands in a list as its runbook has it now, and how many more than one message shows. */
export interface Drawn {
  /** The title, with the day's name where it is that day's part. */
  title: string
  items: Item[]
  more: number
}

/** The items of a list: of the part that it is about, of the day's where its parts are named by days, else of all. */
export async function drawUp(
  { volume, steps }: { volume: Volume; steps: Pick<Steps, 'verdict' | 'asks'> },
  list: KnownList,
  { id, system, weekday }: { id: string; system: string; weekday: number },
): Promise<Drawn> {
  const parts = partsOf(list, weekday)
  const numbered = numbers(list.procedure.parts)
  const all = parts.flatMap(part => part.steps)
  const items = await Promise.all(
    all
      .slice(0, itemsAtMost)
      .map(step => itemOf(step, numbered.get(step)!, list, { id, system, volume, steps })),
  )
  const [only] = parts
  const isDay = parts.length === 1 && list.part === undefined && days.includes(only!.label.toLowerCase())
  return {
    title: isDay ? `${list.title}: ${only!.label}` : list.title,
    items,
    more: Math.max(0, all.length - itemsAtMost),
  }
}

function partsOf({ procedure, part }: KnownList, weekday: number): Part[] {
  const parts = procedure.parts.filter(({ steps }) => steps.length > 0)
  const named = (label: string) => parts.filter(one => one.label.toLowerCase() === label.toLowerCase())
  if (part !== undefined) return named(part)
  const byDay = parts.every(({ label }) => days.includes(label.toLowerCase()))
  const todays = byDay ? named(days[weekday]!) : []
  return todays.length > 0 ? todays : parts
}

/** The number that each step has in its procedure, as the runbook's commands count them. */
const numbers = (parts: Part[]): Map<Step, number> =>
  new Map(parts.flatMap(({ steps }) => steps).map((step, i) => [step, i + 1]))

async function itemOf(
  step: Step,
  number: number,
  { procedure, environment }: KnownList,
  {
    id,
    system,
    volume,
    steps,
  }: { id: string; system: string; volume: Volume; steps: Pick<Steps, 'verdict' | 'asks'> },
): Promise<Item> {
  const item = { step: number, title: stepTitle(step), notes: step.notes }
  if (step.kind === 'item') return item
  const verdict = await steps.verdict(volume, step)
  if (verdict.class === 'byHand')
    return { ...item, notes: [...item.notes, step.text, `by hand: ${verdict.reason}`] }
  return {
    ...item,
    command: {
      text: step.text,
      label: stepButton(step, riskOfAll(verdict.actions), steps.asks(verdict)),
      line: lineOf('runbook step', {
        procedure: procedure.id,
        step: number,
        mark: stepMark(step),
        system,
        environment,
        checklist: id,
      }),
    },
  }
}

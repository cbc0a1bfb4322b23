import { UserError } from '../domain/errors.ts'
import { maskedReading } from '../domain/masked-reading.ts'
import type { Reading } from '../domain/reading.ts'
import type { Json } from '../domain/run/plan.ts'
import { withScheme } from '../domain/runbook/address.ts'
import { type CommandStep, stepTitle } from '../domain/runbook/runbook.ts'
import type { Action, Tree, Verdict, Via } from '../domain/runbook/verdict.ts'
import type { System } from '../domain/system.ts'
import type { StepReader } from '../ports/step-reader.ts'
import { isNamed } from './families/curl.ts'
import { judge } from './judge.ts'
import { hostsOf, type Volume } from './library.ts'
import { type AsCommand, asCommand } from './run/as-command.ts'
import { filled, type Values } from './run/fill.ts'
import { filtered } from './run/filtered.ts'
import { neededFor } from './run/needed.ts'
import { readingOf } from './run/shown.ts'

export type StepReaders = Partial<Record<Via, StepReader>>

/** Where a step is carried out. */
export interface StepPlace {
  system: System
  environment: string
}

/** What becomes of a step that somebody wants run. */
export type Outcome =
  | { is: 'read'; reading: Reading }
  /** A change: the commands of Belay's that ask for it, one after the other. */
  | { is: 'change'; commands: AsCommand[] }

export interface Steps {
  verdict(volume: Volume, step: CommandStep): Promise<Verdict>
  /** What has to be given before it is run, by the names that `given` takes. */
  needed(verdict: Verdict): ReturnType<typeof neededFor>
  /** Reads what only reads; what changes something is not done, but said as the commands that ask for it. */
  run(
    step: CommandStep,
    verdict: Exclude<Verdict, { class: 'byHand' }>,
    given: ReadonlyMap<string, string>,
    place: StepPlace,
  ): Promise<Outcome>
}

export function createSteps(readers: StepReaders, now: () => number): Steps {
  async function read(action: Action, title: string, values: Values, place: StepPlace): Promise<Reading> {
    if (action.sets?.some(({ secret }) => secret))
      return { title: `${title}: a secret`, lines: ['What it answers is a secret, which is shown nowhere.'] }
    const reader = readers[action.via]
    if (!reader) throw new UserError(`Belay does not carry out ${action.operation} from a runbook yet.`)
    const input = filledAll(action.input, values)
    if (action.via === 'http') onlyOwn(input.url, place.system)
    const { region, role } = place.system.environments[place.environment]!
    const account = { ...(region !== undefined && { region }), ...(role !== undefined && { role }) }
    const answer = await reader({ operation: action.operation, input }, account)
    return readingOf(title, filtered(answer, action.filters))
  }

  return {
    verdict: async (volume, step) => judge(step, await volume.known()),

    needed: verdict => (verdict.class === 'byHand' ? [] : neededFor(verdict.actions)),

    async run(step, { actions }, given, place) {
      const values = { given, now: now() }
      const title = stepTitle(step)
      const changes = actions.filter(({ risk, via }) => risk !== 'read' || via === 'belay')
      if (changes.length > 0)
        return { is: 'change', commands: changes.map(action => commandFor(action, values, place)) }
      const [first, ...others] = actions.filter(({ via }) => via !== 'value')
      if (!first) return { is: 'read', reading: { title: `${title}: nothing to look at` } }
      const readings = await Promise.all([first, ...others].map(one => read(one, title, values, place)))
      const reading = readings.length === 1 ? readings[0]! : together(title, readings)
      return { is: 'read', reading: maskedReading(reading) }
    },
  }
}

const filledAll = (trees: Record<string, Tree>, values: Values): Record<string, Json> =>
  Object.fromEntries(Object.entries(trees).map(([name, tree]) => [name, filled(tree, values)]))

function commandFor(action: Action, values: Values, place: StepPlace): AsCommand {
  const found =
    action.via === 'belay'
      ? asCommand(
          action.operation,
          filledAll(action.input, values),
          action.on && filledAll(action.on, values),
          place,
        )
      : undefined
  if (found) return found
  throw new UserError(
    `${place.system.title} ${place.environment} names nothing that this step is about: it stays by hand until its system file does.`,
  )
}

/** What was given for a blank may name another host than those that the system's file does. */
function onlyOwn(url: Json | undefined, system: System): void {
  const said = String(url ?? '')
  const whole = withScheme(said)
  const host = URL.canParse(whole) ? new URL(whole).host : said
  if (!isNamed(host, hostsOf(system)))
    throw new UserError(`The system file of ${system.title} does not name the address ${host.slice(0, 80)}.`)
}

const together = (title: string, readings: Reading[]): Reading => ({
  title,
  output: readings.map(({ title: one, output }) => [one, output].filter(Boolean).join('\n')).join('\n\n'),
})

import type { Reading } from '../domain/reading.ts'
import { type CommandStep, stepTitle } from '../domain/runbook/runbook.ts'
import type { SecretReference } from '../domain/runbook/secret-reference.ts'
import type { Action, Verdict } from '../domain/runbook/verdict.ts'
import type { StepAnswers, StepValue } from '../ports/step-answers.ts'
import type { StepReaders } from '../ports/step-reader.ts'
import { judge } from './judge.ts'
import type { Volume } from './library.ts'
import type { AsCommand } from './run/as-command.ts'
import { createCarryOut } from './run/carry-out.ts'
import { createCarryOutAll, type Elsewhere } from './run/carry-out-all.ts'
import { createChoices } from './run/choices/choices.ts'
import type { Values } from './run/fill.ts'
import { asksForSomething, leftToItsForm, type Needed, neededFor } from './run/needed.ts'
import { placed } from './run/placed.ts'
import { createRead } from './run/read.ts'
import { readingOfAll } from './run/shown.ts'
import { choiceOf, isKind } from './run/target.ts'
import type { StepPlace } from './step-place.ts'

export type { AsCommand, Needed }

/** Within which what a step answers is there for the steps below it. */
interface StepScope extends StepPlace {
  procedure: string
  /** The incident or, without one, the person whom it is done for. */
  for: string
}

/** What becomes of a step that somebody wants run. */
export type Outcome =
  | { is: 'read'; reading: Reading }
  /** A change: the commands of Belay's that ask for it, one after the other, and what was read for them. */
  | { is: 'change'; commands: AsCommand[]; found: string[] }
  | Elsewhere

export interface Steps {
  verdict(volume: Volume, step: CommandStep): Promise<Verdict>
  /** Whether anything may have to be given before it is run. */
  asks(verdict: Verdict): boolean
  /** What has to be given before it is run, by the names that `given` takes; with what steps above have answered. */
  needed(verdict: Verdict, scope: StepScope): Promise<Needed[]>
  /** The same, each with what can be chosen for it, looked up in the system. */
  offered<N extends Needed>(needed: N[], verdict: Verdict, place: StepPlace): Promise<N[]>
  /** Reads what only reads; what changes something is not done, but said as the commands that ask for it. */
  run(
    step: CommandStep,
    verdict: Exclude<Verdict, { class: 'byHand' }>,
    given: ReadonlyMap<string, string>,
    scope: StepScope,
  ): Promise<Outcome>
}

export interface StepsDeps {
  readers: StepReaders
  answers: StepAnswers
  now(): number
}

export function createSteps({ readers, answers, now }: StepsDeps): Steps {
  const choices = createChoices(readers)
  const carryOutAll = createCarryOutAll(createCarryOut(createRead(readers), readers))
  const nameOf = ({ system, environment, procedure, for: whom }: StepScope) => ({
    system: system.system,
    scope: [environment, procedure, whom].join(' '),
  })

  return {
    verdict: async (volume, step) => judge(step, await volume.known()),

    asks: asksForSomething,

    async needed(verdict, scope) {
      if (verdict.class === 'byHand') return []
      // What sets something can be told something else each time.
      const known = verdict.actions.every(isSetting) ? new Map() : await answers.of(nameOf(scope))
      const needed = neededFor(verdict.actions.map(leftToItsForm)).flatMap((one): Needed[] => {
        const value = known.get(one.hole)
        if (value === undefined) return [one]
        // Nobody is asked for a secret of which it is known where it is.
        return typeof value === 'string' ? [{ ...one, value }] : []
      })
      return [...needed, ...whichFor(verdict.actions, scope)]
    },

    offered: async (needed, verdict, place) =>
      verdict.class === 'byHand' ? needed : choices(needed, verdict.actions, place),

    async run(step, verdict, given, scope) {
      const actions = verdict.actions.map(leftToItsForm)
      const [texts, secrets] = parted(await answers.of(nameOf(scope)))
      const values: Values = {
        given: new Map([...texts, ...given]),
        secrets,
        now: now(),
      }
      try {
        const done = await carryOutAll(actions, values, scope, stepTitle(step))
        if ('is' in done) return done
        await answers.keep(nameOf(scope), done.sets)
        return done.commands.length > 0
          ? { is: 'change', commands: done.commands, found: done.found }
          : { is: 'read', reading: readingOfAll(stepTitle(step), done.readings) }
      } catch (error) {
        throw error instanceof Error ? placed(error, step, verdict.troubles) : error
      }
    },
  }
}

const isSetting = ({ via, operation }: Action): boolean => via === 'value' && operation === 'set'

function parted(known: ReadonlyMap<string, StepValue>) {
  const texts = new Map<string, string>()
  const secrets = new Map<string, SecretReference>()
  for (const [name, value] of known)
    if (typeof value === 'string') texts.set(name, value)
    else secrets.set(name, value)
  return [texts, secrets] as const
}

/** Which of several databases and the like is meant. */
function whichFor(actions: Action[], { system, environment }: StepPlace): Needed[] {
  const kinds = new Set(actions.map(({ via }) => via).filter(isKind))
  return [...kinds].flatMap(kind => {
    const choice = choiceOf(kind, system.environments[environment]!)
    if (!choice) return []
    const { names, ...which } = choice
    const options = names.map(name => ({ label: name, value: name }))
    return [{ ...which, kind: 'text' as const, options }]
  })
}

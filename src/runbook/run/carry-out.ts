import { mask } from '../../domain/mask.ts'
import type { Reading } from '../../domain/reading.ts'
import type { Text } from '../../domain/runbook/line.ts'
import { placeholder, type SecretReference } from '../../domain/runbook/secret-reference.ts'
import type { Action, Filter } from '../../domain/runbook/verdict.ts'
import type { StepValue } from '../../ports/step-answers.ts'
import type { StepReaders } from '../../ports/step-reader.ts'
import { holesIn } from '../action.ts'
import type { StepPlace } from '../step-place.ts'
import { type AsCommand, asCommand } from './as-command.ts'
import { filledAll, textOf as filledText, secretIn, type Values } from './fill.ts'
import { linesOf, textOf } from './filtered.ts'
import { type GivenSecret, givenSecret } from './given-secret.ts'
import { variable } from './needed.ts'
import { accountOf, few, type Read, targetFor, withLine } from './read.ts'
import { pinned, referenceTo, refuse } from './secrets.ts'
import { readingOf } from './shown.ts'
import { isKind } from './target.ts'

/** What has come of a step so far. */
export interface Carried {
  readings: Reading[]
  commands: AsCommand[]
  /** The lines of an answer that a change is asked for with, one command each. */
  found: string[]
  /** What it sets for the steps below, by the names of their holes. */
  sets: Map<string, StepValue>
}

interface Carrying {
  values: Values
  place: StepPlace
  title: string
  done: Carried
}

/** Carries out an action of a step, and answers with what is known afterwards. */
export function createCarryOut(read: Read, { aws }: Pick<StepReaders, 'aws'>) {
  return async function carryOut(action: Action, { values, place, title, done }: Carrying): Promise<Values> {
    if (action.via === 'value')
      return valued(action, values, done, reference => pinned(reference, aws, accountOf(place)))
    const each = action.filters.find(isEach)
    if (action.via === 'belay')
      for (const one of oneByOne(action, place)) {
        const command = commandFor(one, values, place)
        if (command) ask(one, command, values, done)
      }
    else if (each && isChange(each.action)) {
      // What is before the each only reads.
      const filters = action.filters.slice(0, action.filters.indexOf(each))
      const lines = linesOf(await read({ ...action, filters }, values, place))
      few(lines)
      done.found.push(...lines)
      for (const line of lines) {
        const command = commandFor(each.action, withLine(values, line), place)
        if (command) done.commands.push(command)
      }
    } else if (action.sets?.some(({ secret }) => secret)) {
      const reference = apart(referenceTo(action, values), values)
      const [set] = action.sets
      if (set!.name === '')
        done.readings.push({ title: `${title}: ${placeholder(reference)}`, lines: [unseen] })
      return { ...values, secrets: new Map([...values.secrets, [answer(set!), reference]]) }
    } else {
      const found = await read(action, values, place)
      const [set] = action.sets ?? []
      if (!set) done.readings.push(readingOf(title, found))
      else return { ...values, given: new Map([...values.given, [answer(set), textOf(found).trimEnd()]]) }
    }
    return values
  }
}

/** What asks for a change; of a secret, as far as a step above does not ask for it already. */
function ask(action: Action, command: AsCommand, values: Values, done: Carried): void {
  const given: GivenSecret = action.secret ? givenSecret(action, command, values) : { command }
  if ('done' in given) {
    done.readings.push({ title: given.done })
    return
  }
  done.commands.push(given.command)
  if (given.made) done.sets.set(...given.made)
}

const answer = ({ name }: { name: string }): string => `answer ${name}`
const isChange = ({ via, risk }: Action): boolean => via === 'belay' || risk !== 'read'
const isEach = (filter: Filter): filter is Extract<Filter, { by: 'each' }> => filter.by === 'each'

/** Two of one secret, as its user and its password are, are told apart. */
function apart(reference: SecretReference, { secrets }: Values): SecretReference {
  const same = [...secrets.values()].filter(({ name }) => name.split(', ')[0] === reference.name).length
  return same === 0 ? reference : { ...reference, name: `${reference.name}, ${same + 1}` }
}

const unseen = 'What it answers is shown nowhere.'

/** What only says or sets something. */
async function valued(
  { operation, input, sets = [] }: Action,
  values: Values,
  done: Carried,
  pin: (reference: SecretReference) => Promise<SecretReference>,
): Promise<Values> {
  const say = (title: string, lines?: string[]) => done.readings.push({ title, ...(lines && { lines }) })
  const text = (name: string): Text => (input[name] as Text | undefined) ?? []
  if (operation === 'random') say('A secret', ['It is made where it is used, and shown nowhere.'])
  if (operation === 'time') say(filledText(text('value'), values))
  if (operation === 'text') say(filledText(text('text'), values))
  if (operation !== 'set') return values
  const given = new Map(values.given)
  const secrets = new Map(values.secrets)
  for (const { name, secret: isNamedSo } of sets) {
    const found = secretIn(text(name), values)
    if (found && text(name).length === 1) {
      const reference = found.read ? { ...(await pin(found)), name: `${found.name} as ${name}` } : { name }
      secrets.set(variable(name), reference)
      done.sets.set(variable(name), reference)
      say(`${placeholder(reference)} is there for the steps below`, [
        reference.read
          ? 'It is read where it is used, and shown nowhere.'
          : 'It is made where it is first used, and shown nowhere.',
      ])
      continue
    }
    if (found || isNamedSo) {
      say(`${name} is a secret`, ['It is kept nowhere, and what uses it has its own.'])
      continue
    }
    const value = filledText(text(name), values)
    if (mask(value) === value) done.sets.set(variable(name), value)
    given.set(variable(name), value)
    secrets.delete(variable(name))
    say(`${name} is ${value} for the steps below`)
  }
  return { ...values, given, secrets }
}

/** `docker-compose restart backend redis` is two changes; without a name it is one of each service that it can be done to. */
function oneByOne(action: Action, { system, environment }: StepPlace): Action[] {
  const tree = action.on?.compose
  if (tree && !Array.isArray(tree) && 'list' in tree && tree.list.length === 0) {
    const all = Object.entries(system.environments[environment]!.services).filter(
      ([, { compose, deploy }]) => compose && (action.operation !== 'deploy' || deploy?.compose),
    )
    if (all.length > 0)
      return all.map(([name]) => ({ ...action, on: { ...action.on, compose: { list: [[name]] } } }))
  }
  for (const kind of ['compose', 'kubernetes']) {
    const tree = action.on?.[kind]
    if (tree && !Array.isArray(tree) && 'list' in tree && tree.list.length > 1)
      return tree.list.map(one => ({ ...action, on: { ...action.on, [kind]: { list: [one] } } }))
  }
  return [action]
}

function commandFor(action: Action, values: Values, place: StepPlace): AsCommand | undefined {
  if (action.via !== 'belay') return undefined
  refuse(holesIn(action), values)
  const { region, ...on } = action.on ?? {}
  return asCommand(action.operation, filledAll(action.input, values), filledAll(on, values), place)
}

const short: Record<string, string> = {
  ...{ dev: 'development', prod: 'production', prd: 'production' },
  ...{ stage: 'staging', stg: 'staging' },
}
/** An environment as people call it, by its whole name. */
const inFull = (environment: string): string => short[environment] ?? environment

/** What the environment lacks for an action, in words that go on after its name; undefined where it has it. */
export function lackOf(action: Action, values: Values, place: StepPlace): string | undefined {
  if (action.via === 'belay') {
    const region = action.on?.region && filledText(action.on.region as Text, values)
    const own = place.system.environments[place.environment]!.region
    if (region !== undefined && own !== undefined && region !== own)
      return `is in ${own}, and the step names ${region}`
    const named = action.on?.environment && filledText(action.on.environment as Text, values)
    if (named !== undefined && inFull(named) !== inFull(place.environment))
      return `is not ${named}, which the step names`
    return oneByOne(action, place).every(one => commandFor(one, values, place))
      ? undefined
      : 'names nothing that this step is about'
  }
  if (!isKind(action.via) || action.sets?.some(({ secret }) => secret)) return undefined
  const found = targetFor(action, values, place)
  return 'lacks' in found ? found.lacks : undefined
}

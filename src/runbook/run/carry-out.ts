import { UserError } from '../../domain/errors.ts'
import { hasMasked } from '../../domain/mask.ts'
import { placeholder, type SecretReference } from '../../domain/runbook/secret-reference.ts'
import type { Action, Filter } from '../../domain/runbook/verdict.ts'
import type { StepAnswer, StepReaders } from '../../ports/step-reader.ts'
import type { StepPlace } from '../step-place.ts'
import type { AsCommand } from './as-command.ts'
import type { Carried } from './carried.ts'
import { commandFor, oneByOne } from './commands-for.ts'
import type { Values } from './fill.ts'
import { linesOf, textOf } from './filtered.ts'
import { type GivenSecret, givenSecret } from './given-secret.ts'
import { answer } from './needed.ts'
import { accountOf, few, type Read, withLine } from './read.ts'
import { pinned, referenceTo } from './secrets.ts'
import { readingOf } from './shown.ts'
import { valued } from './valued.ts'

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
        if (command) ask(one, command, { values, place, done })
      }
    else if (each?.actions.some(isChange)) {
      // What is before the each only reads.
      const filters = action.filters.slice(0, action.filters.indexOf(each))
      const lines = linesOf(await read({ ...action, filters }, values, place), each.per)
      few(lines)
      done.found.push(...lines)
      for (const line of lines)
        for (const inner of each.actions) {
          const command = commandFor(inner, withLine(values, line), place)
          if (!command)
            throw new UserError(
              `${place.environment} of ${place.system.title} names nothing that this is about: ${line.slice(0, 80)}.`,
            )
          done.commands.push(command)
        }
    } else if (action.sets?.some(({ secret }) => secret)) {
      const reference = apart(referenceTo(action, values), values)
      const [set] = action.sets
      if (set!.name === '')
        done.readings.push({ title: `${title}: ${placeholder(reference)}`, lines: [unseen] })
      return { ...values, secrets: new Map([...values.secrets, [answer(set!.name), reference]]) }
    } else {
      const found = await read(action, values, place)
      const [set] = action.sets ?? []
      if (!set) done.readings.push(readingOf(title, found))
      else return { ...values, given: new Map([...values.given, [answer(set.name), handedOn(found)]]) }
    }
    return values
  }
}

/** What asks for a change; of a secret, as far as a step above does not ask for it already. */
function ask(action: Action, command: AsCommand, { values, place, done }: Omit<Carrying, 'title'>): void {
  const { secrets = {} } = place.system.environments[place.environment]!
  const given: GivenSecret = action.secret ? givenSecret(action, command, values, secrets) : { command }
  if ('done' in given) {
    done.readings.push({ title: given.done })
    return
  }
  done.commands.push(given.command)
  if (given.made) done.sets.set(...given.made)
}

const isChange = ({ via, risk }: Action): boolean => via === 'belay' || risk !== 'read'
const isEach = (filter: Filter): filter is Extract<Filter, { by: 'each' }> => filter.by === 'each'

/** Two of one secret, as its user and its password are, are told apart. */
function apart(reference: SecretReference, { secrets }: Values): SecretReference {
  const same = [...secrets.values()].filter(({ name }) => name.split(', ')[0] === reference.name).length
  return same === 0 ? reference : { ...reference, name: `${reference.name}, ${same + 1}` }
}

function handedOn(found: StepAnswer): string {
  const text = textOf(found).trimEnd()
  if (!hasMasked(text)) return text
  throw new UserError(
    'What it answers is a secret. Belay hands on those that are kept in Secrets Manager or Parameter Store, and reads them there.',
  )
}

const unseen = 'What it answers is shown nowhere.'

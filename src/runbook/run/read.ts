import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import { hostIn } from '../../domain/runbook/address.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import type { System } from '../../domain/system.ts'
import { accountOf as ofEnvironment } from '../../operations/account.ts'
import type { StepAnswer, StepReader, StepReaders } from '../../ports/step-reader.ts'
import { isNamed } from '../families/curl.ts'
import { hostsOf } from '../library.ts'
import type { StepPlace } from '../step-place.ts'
import { filled, filledFilters, type Values } from './fill.ts'
import { filtered, textOf } from './filtered.ts'
import { inTurn } from './in-turn.ts'
import { inputFor } from './input.ts'
import { maskedAnswer } from './masked-answer.ts'
import { misplaced } from './misplaced.ts'
import { eachLine, variable } from './needed.ts'
import { opening } from './secrets.ts'
import { type Kind, targetOf, whichOf } from './target.ts'
import { placeIn } from './whereabouts.ts'

/** More than this nobody reads, and what filters it would hold up everything else. */
const mostCharacters = 5_000_000
/** For so many lines of an answer another command is carried out. */
const mostLines = 50

export type Read = (action: Action, values: Values, place: StepPlace) => Promise<StepAnswer>

/** Carries out what only reads, and what its pipe does with the answer. */
export function createRead(readers: StepReaders): Read {
  return async function read(action, values, place) {
    const elsewhere = misplaced(action, values, place)
    const found = elsewhere === undefined ? targetFor(action, values, place) : { lacks: elsewhere }
    if ('lacks' in found) throw new UserError(`${place.environment} of ${place.system.title} ${found.lacks}.`)
    const secrets = opening(action, values, { aws: readers.aws, account: accountOf(place) })
    const input = inputFor(action, values)
    if (action.via === 'http') onlyOwn(input.url, place.system)
    // Each kind has its own reader and its own targets.
    const reader = readers[action.via as Kind] as StepReader<unknown> | undefined
    if (!reader) throw new UserError(`Belay does not carry out ${action.operation} from a runbook yet.`)
    const filled = { operation: action.operation, input, ...(secrets.size > 0 && { secrets }) }
    const answer = await reader(filled, found.target)
    short(answer)
    const filters = filledFilters(action.filters, values)
    return filtered(maskedAnswer(answer, filters), filters, async (actions, lines) => {
      few(lines)
      const parts: string[] = []
      for (const line of lines)
        await inTurn(
          actions,
          async inner => void parts.push(textOf(await read(inner, withLine(values, line), place))),
          (_, failure) => failure && parts.push(`${line}: ${failure.message}`),
        )
      return { text: parts.join('\n') }
    })
  }
}

/** Where secrets of an environment are kept. */
export const accountOf = ({ system, environment }: StepPlace) =>
  ofEnvironment(system.environments[environment]!)

export function targetFor({ via, on = {} }: Action, values: Values, { system, environment }: StepPlace) {
  const kind = via as Kind
  const { region } = on
  const client = on.database ?? on.mongodb ?? on.cache
  return targetOf(kind, system.environments[environment]!, {
    which: values.given.get(whichOf(kind)),
    region: region && filled(region, values),
    named: client && placeIn(filled(client, values)),
  })
}

export const withLine = (values: Values, line: string): Values => ({
  ...values,
  given: new Map([...values.given, [variable(eachLine), line]]),
})

export function few(lines: string[]): void {
  if (lines.length > mostLines)
    throw new UserError(
      `That would be done for ${lines.length} lines, and a step does the same up to ${mostLines} times: head makes it fewer.`,
    )
}

function short(answer: StepAnswer): void {
  const length = 'text' in answer ? answer.text.length : textOf(answer).length
  if (length > mostCharacters)
    throw new UserError(
      `It answered ${Math.round(length / 1_000_000)} million characters, and Belay reads up to ${mostCharacters / 1_000_000}: narrow what is asked for.`,
    )
}

/** What was given for a blank may name another host than those that the system's file does. */
function onlyOwn(url: Json | undefined, system: System): void {
  const host = hostIn(String(url ?? ''))
  if (!isNamed(host, hostsOf(system)))
    throw new UserError(`The system file of ${system.title} does not name the address ${host.slice(0, 80)}.`)
}

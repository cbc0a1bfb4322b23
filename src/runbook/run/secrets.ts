import { OutsideError, UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { Hole } from '../../domain/runbook/line.ts'
import { placeholder, type SecretReference } from '../../domain/runbook/secret-reference.ts'
import type { Action } from '../../domain/runbook/verdict.ts'
import { secretName } from '../../domain/short-name.ts'
import type { StepReader, StepTargets } from '../../ports/step-reader.ts'
import { holesIn, seenHolesIn } from '../action.ts'
import { filled, filledFilters, secretIn, type Values } from './fill.ts'
import { filtered, textOf } from './filtered.ts'
import { inputFor } from './input.ts'

type Aws = StepReader<StepTargets['aws']>

/** What only makes a value, each time another one. */
const makes = /:GetRandomPassword$/

/** What a step answers that is a secret, as where it is; nothing is asked for it. */
export function referenceTo(action: Action, values: Values): SecretReference {
  const input = inputFor(action, values)
  const name = secretName(String(input.SecretId ?? input.Name ?? action.operation.split(':')[1]))
  if (makes.test(action.operation)) return { name }
  const region = action.on?.region && filled(action.on.region, values)
  const filters = filledFilters(action.filters, values)
  return {
    name,
    read: { operation: action.operation, input, filters, ...(typeof region === 'string' && { region }) },
  }
}

const isVersioned = ({ operation, input }: NonNullable<SecretReference['read']>): boolean =>
  operation !== 'secretsmanager:GetSecretValue' || 'VersionId' in input || 'VersionStage' in input

/** For the steps below: the version that is current now, whatever becomes of it meanwhile. */
export async function pinned(
  reference: SecretReference,
  aws: Aws | undefined,
  account: StepTargets['aws'],
): Promise<SecretReference> {
  const { read } = reference
  if (!read || !aws || isVersioned(read)) return reference
  const input = { SecretId: read.input.SecretId! }
  const found = await aws({ operation: 'secretsmanager:DescribeSecret', input }, at(account, read))
  const stages = ('json' in found ? found.json : null) as { VersionIdsToStages?: Record<string, Json> } | null
  const current = Object.entries(stages?.VersionIdsToStages ?? {}).find(
    ([, labels]) => Array.isArray(labels) && labels.includes('AWSCURRENT'),
  )
  if (!current) throw new UserError(`The secret ${reference.name} has no value that is current.`)
  return { ...reference, read: { ...read, input: { ...read.input, VersionId: current[0] } } }
}

/** What opens the secrets that a request is sent with; any other action is refused them. */
export function opening(
  action: Action,
  values: Values,
  { aws, account }: { aws: Aws | undefined; account: StepTargets['aws'] },
): Map<string, () => Promise<string>> {
  refuse(seenHolesIn(action), values)
  const sent = action.via === 'http' ? holesIn({ ...action, filters: [] }) : []
  return new Map(
    sent.flatMap(hole => {
      const reference = secretIn([hole], values)
      return reference ? [[placeholder(reference), () => reveal(reference, aws, account)] as const] : []
    }),
  )
}

/** A secret goes into a request's header or to an operation that is made for it, and nowhere else. */
export function refuse(holes: Hole[], values: Values): void {
  const reference = secretIn(holes, values)
  if (reference)
    throw new UserError(
      `It would hand over ${placeholder(reference)} where it may be seen: Belay hands one on in a header of a request alone, and this step stays by hand.`,
    )
}

async function reveal(
  reference: SecretReference,
  aws: Aws | undefined,
  account: StepTargets['aws'],
): Promise<string> {
  const { read } = reference
  const said = placeholder(reference)
  if (!read || !aws) throw new UserError(`${said} is made where it is first used, and nothing has made it.`)
  const { operation, input, filters } = read
  const answer = await aws({ operation, input }, at(account, read))
  const value = await taken(said, async () => textOf(await filtered(answer, filters, nothingElse)).trim())
  if (['', 'null', 'None'].includes(value))
    throw new UserError(`${said} is empty, as the step above takes it.`)
  return value
}

/** What a filter says of what it cannot do may quote what it was given. */
async function taken(said: string, take: () => Promise<string>): Promise<string> {
  try {
    return await take()
  } catch (error) {
    if (error instanceof OutsideError) throw error
    throw new UserError(`${said} cannot be taken as the step above says.`)
  }
}

const nothingElse = () => {
  throw new UserError('A secret is given to no other command.')
}

const at = (account: StepTargets['aws'], { region }: { region?: string }): StepTargets['aws'] =>
  region === undefined ? account : { ...account, region }

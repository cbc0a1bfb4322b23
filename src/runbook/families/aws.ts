import { nearest } from '../../domain/nearest.ts'
import type { Text } from '../../domain/runbook/line.ts'
import type { AwsService } from '../../ports/aws-shapes.ts'
import { holesInAll } from '../action.ts'
import { argumentsOf, flagsIn, inOrder } from '../aws/arguments.ts'
import { changes } from '../aws/changes/index.ts'
import { type Custom, customs } from '../aws/customs.ts'
import { doubtsOf } from '../aws/doubts.ts'
import { extras } from '../aws/extras.ts'
import type { Flag } from '../aws/globals.ts'
import { operationsOf } from '../aws/names.ts'
import { noOperation } from '../aws/no-operation.ts'
import { wrongRegion } from '../aws/regions.ts'
import { answersSecret, riskOf } from '../aws/risk.ts'
import { waits } from '../aws/waits.ts'
import { seenInAws } from '../secret-flow.ts'
import { secretKind } from '../secret-kind.ts'
import { literal } from '../text.ts'
import { byHand, type Family, type Judged, type Known } from './family.ts'
import { doneOn, environmentOf } from './options.ts'

/** AWS's command line: any read of a known service, and those changes that Belay has an operation for. */
export const aws: Family = {
  names: ['aws'],
  judge({ words }, known) {
    const { positional, flags } = flagsIn(inOrder(words.slice(1)))
    const [service, operation, ...rest] = positional
    const named = literal(service)
    if (named === undefined || operation === undefined)
      return byHand('it names no service and operation of AWS', 'read', 'as in: aws ecs list-clusters')
    const verb = literal(operation)
    if (verb === undefined) return byHand('which operation of AWS it is, stands nowhere')
    if (flags.some(({ name }) => name === 'endpoint-url'))
      return byHand('it asks another address than that of AWS', riskOfVerb(verb))
    const region = literal(flags.find(({ name }) => name === 'region')?.words[0])
    const wrong = region && known.regions ? wrongRegion(region, known.regions) : undefined
    const judged = called({ service: named, verb, positional: rest, flags }, known)
    if (wrong !== undefined) {
      const risk = 'action' in judged ? judged.action.risk : judged.risk
      return byHand('it cannot be carried out as it stands', risk, `aws ${named} ${verb}: ${wrong}`)
    }
    const profile = flags.find(({ name }) => name === 'profile')?.words[0]
    return doneOn(judged, environmentOf(profile))
  },
}

function called({ service, verb, positional, flags }: Custom & { service: string }, known: Known): Judged {
  const own = customs[`${service} ${verb}`] ?? customs[`${service} *`]
  if (own) return own({ verb, positional, flags })
  const found = known.aws(service)
  if (!found) return byHand(`Belay does not know the service ${service} of AWS`, riskOfVerb(verb))
  return verb === 'wait'
    ? waits(service, found, positional, flags)
    : judgeOperation(service, verb, found, positional, flags)
}

const riskOfVerb = (verb: string) =>
  riskOf(verb.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()))

function judgeOperation(
  service: string,
  verb: string,
  found: AwsService,
  positional: Text[],
  flags: Flag[],
): Judged {
  const operation = operationsOf(found).get(verb)
  if (!operation) {
    const meant = nearest(verb, operationsOf(found).keys())
    const trouble = `aws ${service} has no ${verb}${meant ? `: ${meant} is meant?` : ''}`
    return byHand(`AWS knows no such operation`, riskOfVerb(verb), trouble)
  }
  const change = changes.find(({ of }) => of === `${service} ${verb}`)
  const all = argumentsOf(flags, operation, extras[`${service} ${verb}`] ?? [])
  const troubles = [
    ...positional.map(word => `it takes no ${literal(word) ?? 'words'} without a name`),
    ...all.troubles,
  ].map(trouble => `aws ${service} ${verb}: ${trouble}`)
  const risk = change?.risk ?? riskOf(operation.name)
  if (troubles.length > 0) return byHand('it cannot be carried out as it stands', risk, ...troubles)
  if (risk === 'read') {
    const isSecret = answersSecret(operation.name)
    return {
      action: {
        via: 'aws',
        operation: `${service}:${operation.name}`,
        risk,
        input: all.input,
        filters: all.filters,
        ...(isSecret && { sets: [{ name: '', secret: true }] }),
        ...(all.region && { on: { region: all.region } }),
      },
      missing: all.missing,
      troubles: doubtsOf(`${service} ${verb}`, all.input),
    }
  }
  const isKnown = Object.keys(all.input).every(name => change?.takes?.includes(name) ?? true)
  const mapped = isKnown ? change?.as(all.input) : undefined
  const missing = all.missing.filter(({ name }) => !change?.knows?.includes(name))
  if (mapped === undefined)
    return byHand(
      isKnown && secretKind(holesInAll(all.input))
        ? seenInAws(`${service}:${operation.name}`)
        : noOperation(`${service}:${operation.name}`, change, all.input),
      risk,
    )
  if ('byHand' in mapped) return byHand(mapped.byHand, risk)
  const { troubles: own = [], ...action } = mapped
  return {
    action: {
      via: 'belay',
      filters: [],
      risk,
      ...action,
      ...(all.region && { on: { ...action.on, region: all.region } }),
    },
    missing,
    troubles: [...missing.map(({ why }) => why), ...own].map(why => `aws ${service} ${verb}: ${why}`),
  }
}

import type { Line } from '../domain/runbook/line.ts'
import { type Runbook, stepsOf } from '../domain/runbook/runbook.ts'
import type { AwsShapes } from '../ports/aws-shapes.ts'
import type { Known } from './families/family.ts'
import { holesOf, literal, textsOf } from './text.ts'

/** Loads what is known of the services that a runbook speaks of, and of no others. */
export async function knownOf(
  runbooks: readonly Runbook[],
  shapes: AwsShapes,
  own: Omit<Known, 'aws'> = {},
): Promise<Known> {
  const steps = runbooks.flatMap(({ procedures }) => procedures.flatMap(stepsOf))
  const names = new Set(steps.flatMap(servicesOf))
  const namesRegion = steps.some(step => step.kind === 'command' && /region/i.test(step.text))
  const services = new Map(
    await Promise.all([...names].map(async name => [name, await shapes.service(name)] as const)),
  )
  const { regions = [], ...others } = own
  return {
    aws: name => services.get(name),
    ...others,
    ...(namesRegion && { regions: [...(await shapes.regions()), ...regions] }),
  }
}

const servicesOf = (step: ReturnType<typeof stepsOf>[number]): string[] =>
  step.kind === 'command' ? awsIn(step.line) : []

/** Any word behind `aws` may be the service, since options may stand before it. */
function awsIn(line: Line): string[] {
  if (line.is === 'shell') return []
  const within = holesOf(textsOf(line)).flatMap(hole => (hole.of === 'answer' ? hole.to.flatMap(awsIn) : []))
  if (line.is === 'each') return [...line.body.flatMap(awsIn), ...within]
  const named = line.commands.flatMap(({ words }) => {
    const at = words.findIndex(word => literal(word) === 'aws')
    return at < 0 ? [] : words.slice(at + 1, at + 6).flatMap(word => literal(word) ?? [])
  })
  return [...named, ...within]
}

import { z } from 'zod'
import { stepModal } from '../../blocks/modal-step.ts'
import { UserError } from '../../src/domain/errors.ts'
import { setBy } from '../../src/domain/runbook/line.ts'
import { type CommandStep, stepTitle } from '../../src/domain/runbook/runbook.ts'
import type { Verdict } from '../../src/domain/runbook/verdict.ts'
import type { System } from '../../src/domain/system.ts'
import { type Call, type Command, systemCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { stepMark } from '../../src/engine/step-mark.ts'
import type { Reply } from '../../src/ports/invocation.ts'
import type { Needed } from '../../src/runbook/steps.ts'
import { ask } from '../reply.ts'
import { asking } from './asking.ts'
import { asOption, commandStep } from './origin.ts'
import { failed, tell } from './outcome.ts'
import { namedProcedure, volumeOf } from './volume.ts'

/** So many things a step may ask for: Slack's forms have room for more, and nobody fills them in. */
const most = 8
const given = Object.fromEntries(
  Array.from({ length: most }, (_, i) => [
    `given-${i + 1}`,
    z.string().max(2_000).optional().meta({ carried: true }),
  ]),
)

const StepArgs = z.object({
  procedure: z.string().describe('a procedure'),
  step: z.coerce.number().int().min(1).describe('the number of a step'),
  mark: z.string().optional().meta({ carried: true }),
  incident: z.string().describe('an incident').optional(),
  checklist: z.string().describe('a checklist').optional(),
  ...given,
})
type StepCall = Call<z.infer<typeof StepArgs>> & { system: System; environment: string }

export const runStep: Command = systemCommand({
  name: 'runbook step',
  summary: 'Run a step of the runbook',
  more: 'A step that only reads. For one that makes a change you see what asks for it.',
  example: 'runbook step {procedure} 1',
  args: StepArgs,
  positional: ['procedure', 'step'],
  permission: 'responders',
  run: call => stepNow(call),
})

/** Runs a step as it stands now, unless it is not what its button saw. */
export async function stepNow(call: StepCall): Promise<Reply> {
  const { args, system, environment, invocation, faces } = call
  const volume = await volumeOf(system, faces)
  const procedure = namedProcedure(volume, args.procedure, call)
  const step = commandStep(procedure, args.step, args.mark, system)
  const verdict = await faces.steps.verdict(volume, step)
  if (verdict.class === 'byHand') throw new UserError(byHand(verdict, step))
  const scope = {
    system,
    environment,
    procedure: procedure.id,
    for: args.incident ?? args.checklist ?? invocation.user,
  }
  const line = (place: string) =>
    lineOf('runbook step', {
      procedure: procedure.id,
      step: args.step,
      mark: stepMark(step),
      system: system.system,
      environment: place,
      incident: args.incident,
      ...(args.checklist !== undefined && { checklist: args.checklist }),
    })
  const needed = numbered(await faces.steps.needed(verdict, scope))
  const given = new Map<string, string>()
  for (const { hole, argument, value } of needed) {
    const said = (args as Record<string, unknown>)[argument] || value
    if (typeof said === 'string') given.set(hole, said)
  }
  const missing = needed.filter(({ hole }) => !given.has(hole))
  if (missing.length > 0) {
    const offered = await faces.inTime(faces.steps.offered(missing, verdict, scope))
    const troubles = verdict.troubles.map(({ message }) => message)
    const { title, text } = step
    const sets = setBy(step.line)
    return ask(stepModal(line(environment), { title, text, troubles, sets }, offered ?? missing))
  }
  const outcome = await faces.steps
    .run(step, verdict, given, scope)
    .catch((error: unknown) => failed(call, stepTitle(step), error))
  if (outcome.is === 'read') return tell(call, outcome.reading)
  if (outcome.is === 'change') {
    const { checklist } = args
    const origin = asOption({
      procedure: procedure.id,
      step: args.step,
      mark: stepMark(step),
      ...(checklist !== undefined && { item: { checklist, step: args.step } }),
    })
    return asking(call, outcome, origin)
  }
  throw new UserError(
    `${system.title} ${environment} ${outcome.lacks}: it stays by hand there.`,
    ...outcome.environments.map(other => ({ label: `In ${other}`, command: line(other) })),
  )
}

/** Why a step stays with people, what stands wrong in it, and where. */
function byHand({ reason, troubles }: Extract<Verdict, { class: 'byHand' }>, { place }: CommandStep): string {
  const wrong = troubles.map(({ message }) => ` ${message}.`).join('')
  return `It stays by hand: ${reason}.${wrong} (${place.file}:${place.line}:${place.column})`
}

/** Each by the argument that it is given in. A secret is nothing that is typed into Slack. */
function numbered(needed: Needed[]) {
  const secret = needed.find(({ kind }) => kind === 'secret')
  if (secret)
    throw new UserError(`It needs a secret (${secret.name}), and none is typed into Slack: it stays by hand.`)
  if (needed.length > most)
    throw new UserError(
      `It asks for ${needed.length} things, and Belay asks for up to ${most}: it stays by hand.`,
    )
  return needed.map((one, i) => ({ ...one, argument: `given-${i + 1}` }))
}

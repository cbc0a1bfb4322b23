import { z } from 'zod'
import { stepModal } from '../../blocks/modal-step.ts'
import { OutsideError, UserError } from '../../src/domain/errors.ts'
import { mask } from '../../src/domain/mask.ts'
import type { Reading } from '../../src/domain/reading.ts'
import { stepTitle } from '../../src/domain/runbook/runbook.ts'
import type { System } from '../../src/domain/system.ts'
import { type Call, type Command, systemCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { stepMark } from '../../src/engine/step-mark.ts'
import type { Place } from '../../src/ports/chat.ts'
import type { Reply } from '../../src/ports/invocation.ts'
import type { Needed } from '../../src/runbook/steps.ts'
import { incidentOf } from '../about.ts'
import { showing } from '../look.ts'
import { ask } from '../reply.ts'
import { asking } from './asking.ts'
import { asOption, commandStep } from './origin.ts'
import { namedProcedure, volumeOf } from './volume.ts'

/** So many things a step may ask for: Slack's forms have room for more, and nobody fills them in. */
const most = 8
const given = Object.fromEntries(
  Array.from({ length: most }, (_, i) => [`given-${i + 1}`, z.string().max(2_000).optional()]),
)

const StepArgs = z.object({
  procedure: z.string().describe('a procedure'),
  step: z.coerce.number().int().min(1).describe('the number of a step'),
  mark: z.string().optional(),
  incident: z.string().describe('an incident').optional(),
  checklist: z.string().describe('a checklist').optional(),
  ...given,
})
type StepCall = Call<z.infer<typeof StepArgs>> & { system: System; environment: string }

export const runStep: Command = systemCommand({
  name: 'runbook step',
  summary: 'Run a step of the runbook',
  more: 'A step that only reads. For one that makes a change you see what asks for it.',
  example: 'runbook step database-operations/check-database-health 1',
  args: StepArgs,
  positional: ['procedure', 'step'],
  permission: 'responders',
  run: call => stepNow(call),
})

/** Runs a step as it stands now, unless it is not what its button saw. */
export async function stepNow(call: StepCall): Promise<Reply> {
  const { args, system, environment, invocation, faces } = call
  const volume = await volumeOf(system, faces)
  const procedure = namedProcedure(volume, args.procedure, system)
  const step = commandStep(procedure, args.step, args.mark, system)
  const verdict = await faces.steps.verdict(volume, step)
  if (verdict.class === 'byHand') throw new UserError(`It stays by hand: ${verdict.reason}.`)
  const scope = {
    ...{ system, environment, procedure: procedure.id },
    for: args.incident ?? args.checklist ?? invocation.user,
  }
  const line = (place: string) =>
    lineOf('runbook step', {
      ...{ procedure: procedure.id, step: args.step, mark: stepMark(step) },
      ...{ system: system.system, environment: place, incident: args.incident },
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
    return ask(stepModal(line(environment), step.text, offered ?? missing))
  }
  const outcome = await faces.steps
    .run(step, verdict, given, scope)
    .catch((error: unknown) => failed(call, stepTitle(step), error))
  if (outcome.is === 'read') return tell(call, outcome.reading)
  if (outcome.is === 'change') {
    const origin = asOption({ procedure: procedure.id, step: args.step, mark: stepMark(step) })
    return asking(call, outcome, origin)
  }
  throw new UserError(
    `${system.title} ${environment} ${outcome.lacks}: it stays by hand there.`,
    ...outcome.environments.map(other => ({ label: `In ${other}`, command: line(other) })),
  )
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

/** What went wrong outside stands in the timeline as what went well does. */
async function failed(
  call: Call<{ incident?: string | undefined }> & { system: System },
  title: string,
  error: unknown,
): Promise<never> {
  const incident = error instanceof OutsideError ? await incidentOf(call) : undefined
  if (incident)
    await call.faces.incidents.apply(
      incident,
      {
        type: 'note',
        text: `A step of the runbook failed: ${title}: ${mask((error as OutsideError).message)}`.slice(
          0,
          500,
        ),
        by: call.actor,
      },
      call.invocation.id,
    )
  throw error
}

/** What it answers, in a thread for all to see. */
function below(reply: Reply, place: Place): Reply {
  if ('message' in reply) return { to: 'channel', message: reply.message, place }
  return 'file' in reply ? { ...reply, place } : reply
}

/** To all in a thread, where people work on one thing together, and into the timeline of its incident. */
async function tell(call: StepCall, found: Reading): Promise<Reply> {
  const { args, system, actor, invocation, faces } = call
  const list =
    args.checklist === undefined ? undefined : await faces.checklists.find(system.system, args.checklist)
  if (list) {
    const ran = { type: 'tick', ran: true, step: args.step, by: actor } as const
    if (!list.items.find(({ step }) => step === args.step)?.ticked)
      await faces.checklists.apply(list, ran, invocation.id)
    return below(showing(call, found), await faces.checklists.thread(list))
  }
  const incident = await incidentOf(call)
  if (incident)
    await faces.incidents.apply(
      incident,
      { type: 'note', text: `Ran a step of the runbook: ${found.title}`, by: actor },
      invocation.id,
    )
  return showing(call, found)
}

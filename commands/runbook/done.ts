import { z } from 'zod'
import { UserError } from '../../src/domain/errors.ts'
import { label } from '../../src/domain/incident.ts'
import { type Procedure, stepsOf, stepTitle } from '../../src/domain/runbook/runbook.ts'
import type { Entry } from '../../src/domain/timeline.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { incidentOf } from '../about.ts'
import { confirmed } from '../reply.ts'
import { namedProcedure, volumeOf } from './volume.ts'

export const stepDone: Command = systemCommand({
  name: 'runbook done',
  summary: 'Note that you did a step by hand',
  more: 'As its box does. It stands in the incident’s timeline, once.',
  example: 'runbook done {procedure} 1',
  args: z.object({
    procedure: z.string().describe('a procedure'),
    step: z.coerce.number().int().min(1).describe('the number of a step'),
    incident: z.string().describe('an incident').optional(),
    off: z.boolean().default(false),
  }),
  positional: ['procedure', 'step'],
  permission: 'responders',
  async run(call) {
    const { args, system, actor, invocation, faces } = call
    const procedure = namedProcedure(await volumeOf(system, faces), args.procedure, call)
    if (!stepsOf(procedure)[args.step - 1])
      throw new UserError(`${procedure.path.at(-1)} has no step ${args.step}.`)
    const incident = await incidentOf(call)
    // A box outside an incident is for whoever ticks it, and Slack keeps it ticked for them.
    if (!incident && invocation.source === 'button') return { to: 'nobody' }
    if (!incident) throw new UserError('Of which incident? Click it in the incident’s thread.')
    const before = doneAlready(await faces.incidents.timeline(incident), procedure, args.step)
    if (args.off)
      throw new UserError(
        before
          ? `That it is done stands in the timeline of ${label(incident)}, and what stands there stays.`
          : `Nobody has noted in ${label(incident)} that it is done.`,
        { label: 'Note …', command: `incident note ${incident.id}` },
      )
    if (before) return confirmed([`${before.by.name} noted in ${label(incident)} already that it is done.`])
    const text = doneNote(procedure, args.step)
    const operation = `done:${incident.id}:${text}`
    await faces.incidents.apply(incident, { type: 'note', text, by: actor }, operation)
    return confirmed([`Noted in ${label(incident)}.`])
  },
})

/** What stands in the timeline once it is done, and by which that is known. */
function doneNote(procedure: Procedure, number: number): string {
  const step = stepsOf(procedure)[number - 1]!
  return `Done by hand: ${stepTitle(step)} (step ${number} of ${procedure.path.at(-1) ?? 'the runbook'})`
}

export function doneAlready(timeline: Entry[], procedure: Procedure, number: number): Entry | undefined {
  const text = doneNote(procedure, number)
  return timeline.find(entry => entry.kind === 'note' && entry.text === text)
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '../../src/domain/canonical.ts'
import { UserError } from '../../src/domain/errors.ts'
import type { Run } from '../../src/domain/run/run.ts'
import { type Command, type Faces, runCommand } from '../../src/engine/command.ts'
import { changeArgs } from '../change-args.ts'
import { confirmed } from '../reply.ts'
import { request } from '../request.ts'
import { asOption } from '../runbook/origin.ts'
import { stepNow } from '../runbook/step.ts'

export const again: Command = runCommand({
  name: 'run again',
  summary: 'Plan the same once more, as the world is now',
  more: 'Or take it back after all.',
  example: 'run again 9f3c2a71d04be856',
  args: z.object({ confirm: changeArgs.confirm }),
  permission: 'operators',
  takes: ({ risk }) => (risk === 'read' ? 'responders' : 'operators'),
  deed: 'plan this anew',
  async run(call) {
    const { asked, args } = call
    if (asked.undoes !== undefined) {
      const back = await call.faces.runs.takeBackAgain(asked, call.actor, call.invocation.id)
      return confirmed(
        [`It begins now: ${back.plan.title}.`],
        [{ label: 'Show it', command: `run show ${back.id}` }],
      )
    }
    // Named before it is looked whether it is there: who is a moment later asks for the same run, or is told of it.
    const id = await idOfAgain(asked, call.faces)
    const already = await askedAgain(asked, call.faces)
    if (already)
      throw new UserError(
        `${already.requestedBy.name} has asked for that again already: ${already.plan.title}.`,
        { label: 'Show it', command: `run show ${already.id}` },
      )
    const { origin } = asked
    if (origin && (await call.faces.runs.rewritten(asked)) !== undefined) {
      const { environment, incident } = asked
      const { procedure, step } = origin
      // A list that was posted before its steps moved has another item under that number.
      const checklist = origin.item?.step === step ? origin.item.checklist : undefined
      return stepNow({ ...call, environment, args: { procedure, step, incident: incident?.id, checklist } })
    }
    const { operation, environment, service, place, incident, reason, boxMs, untilResolved } = asked
    // The word is typed by whoever asks, each time.
    const { confirm: typedThen, ...input } = asked.input
    const isGivenOn = typedThen !== undefined && args.confirm !== undefined
    return request(
      {
        ...call,
        environment,
        args: {
          ...args,
          'dry-run': false,
          service,
          reason,
          for: boxMs,
          incident: incident?.id,
          step: origin && asOption(origin),
        },
      },
      {
        operation,
        place,
        untilResolved,
        input: isGivenOn ? { ...input, confirm: args.confirm!.toLowerCase() } : input,
        all: service === undefined,
        line: `run again ${asked.id}`,
        id,
        onlyLooks: asked.risk === 'read',
      },
    )
  },
})

/** What comes of a run that is planned again is called the same whoever asks for it, and otherwise each time. */
async function idOfAgain({ id }: Pick<Run, 'id'>, { runs }: Pick<Faces, 'runs'>): Promise<string> {
  const next = createHash('sha256').update(`${id} again`).digest('hex').slice(0, 16)
  return (await runs.find(next)) ? idOfAgain({ id: next }, { runs }) : next
}

/** The same that was asked for since, and is not over: a button that is pressed a second time asks for nothing more. */
async function askedAgain(asked: Run, { runs }: Pick<Faces, 'runs'>): Promise<Run | undefined> {
  const what = ({ operation, environment, service, input }: Run) =>
    canonical([operation, environment, service ?? null, input])
  const open = await runs.open([asked.system])
  return open.find(run => run.requestedAt > asked.requestedAt && what(run) === what(asked))
}

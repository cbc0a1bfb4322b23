import { confirmation } from '../../blocks/confirmation.ts'
import type { Message } from '../../blocks/message.ts'
import { words } from '../../blocks/rich.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import { label } from '../../src/domain/incident.ts'
import { mask } from '../../src/domain/mask.ts'
import type { Reading } from '../../src/domain/reading.ts'
import type { System } from '../../src/domain/system.ts'
import type { Call } from '../../src/engine/command.ts'
import type { Place } from '../../src/ports/chat.ts'
import type { Reply } from '../../src/ports/invocation.ts'
import { incidentOf } from '../about.ts'
import { showing } from '../look.ts'

/** What went wrong outside stands in the timeline as what went well does. */
export async function failed(
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

/** What it answers, in a thread for all to see; whoever asked elsewhere is told that it is there. */
function below(reply: Reply, place: Place, told?: Message): Reply {
  const there = { place, ...(told && { told }) }
  if ('message' in reply) return { to: 'channel', message: reply.message, ...there }
  return 'file' in reply ? { ...reply, ...there } : reply
}

type RanCall = Call<{ step: number; incident?: string | undefined; checklist?: string | undefined }> & {
  system: System
  environment: string
}

/** To all in a thread, where people work on one thing together, and into the timeline of its incident. */
export async function tell(call: RanCall, found: Reading): Promise<Reply> {
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
  if (!incident) return showing(call, found)
  await faces.incidents.apply(
    incident,
    { type: 'note', text: `Ran a step of the runbook: ${found.title}`, by: actor },
    invocation.id,
  )
  const card = await faces.incidents.card(incident)
  if (!card || card.ts === invocation.thread) return showing(call, found)
  const told = confirmation(
    words(`What it answered stands in the thread of ${label(incident)}: ${found.title}`),
  )
  return below(showing(call, found), { channel: card.channel, thread: card.ts }, told)
}

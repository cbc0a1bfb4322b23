import { confirmModal } from '../blocks/modal-confirm.ts'
import { planMessage } from '../blocks/plan.ts'
import { type Incident, label } from '../src/domain/incident.ts'
import { isTyped } from '../src/domain/run/needs.ts'
import type { Params, Plan } from '../src/domain/run/plan.ts'
import type { RunPlace } from '../src/domain/run/run.ts'
import type { Origin } from '../src/domain/runbook/origin.ts'
import { lineOf } from '../src/engine/line.ts'
import type { Reply } from '../src/ports/invocation.ts'
import { incidentOf, placeOf, serviceOf } from './about.ts'
import type { ChangeCall } from './change-args.ts'
import { besides, keptBesides } from './kept-besides.ts'
import { ask, confirmed, toPerson } from './reply.ts'
import { originOf } from './runbook/origin.ts'
import { whereShown } from './where-shown.ts'

/** What is asked for: an operation, with its input. */
export interface Wanted {
  operation: string
  input: Params
  /** Without a service it is about all of them, if the operation can be. */
  all?: boolean
  /** Its arguments as they are typed, where the input has them otherwise. */
  typed?: Params
  /** The incident it is asked for in, where that was looked up already. */
  incident?: Incident | undefined
  /** It is taken back when the incident it is asked for in is resolved. */
  untilResolved?: boolean | undefined
  /** Where its message stands, where that is known, the line that asks for the same once more, and what its run is called. */
  place?: RunPlace
  line?: string
  id?: string
  /** What only looked then is asked for again, by somebody who may look. */
  onlyLooks?: boolean
}

/** Plans a change and asks for it; with `--dry-run` it only shows the plan. A word that is still missing is asked for. */
export const request = (call: ChangeCall, wanted: Wanted): Promise<Reply> =>
  keptBesides(wanted.operation, call.args, planAndAsk(call, wanted))

async function planAndAsk(
  call: ChangeCall,
  {
    operation,
    input,
    typed = input,
    all,
    incident: known,
    untilResolved,
    place,
    line,
    id,
    onlyLooks,
  }: Wanted,
): Promise<Reply> {
  const { args, system, environment, actor, invocation, faces } = call
  const service = all ? undefined : serviceOf(call)
  const origin = args.step === undefined ? undefined : await originOf(args.step, call)
  const wanted = {
    operation,
    input,
    system: system.system,
    environment,
    ...(service !== undefined && { service }),
    ...(args.for !== undefined && { boxMs: args.for }),
    ...(untilResolved && { untilResolved: true as const }),
    ...(origin && { origin }),
  }
  if (args['dry-run']) {
    const { plan } = await faces.runs.plan(wanted)
    const asking = { label: 'Ask for it', command: line ?? again(call, { operation, typed, service }) }
    return toPerson(planMessage(plan, [asking, ...(plan.offers ?? [])], wanted))
  }

  const incident = known ?? (await incidentOf(call))
  const asked = {
    ...wanted,
    by: actor,
    place: place ?? (await listOf(call, origin)) ?? (await placeOf(call, incident)),
    confirm: args.confirm,
    id,
    onlyLooks,
    ...(incident && { incident: incident.id }),
    ...(args.reason !== undefined && { reason: args.reason }),
  }
  const typing = (word: string, plan?: Plan) =>
    ask(
      confirmModal({
        command: line ?? again(call, { operation, typed, service }),
        word,
        plan,
        typed: args.confirm,
        // A line of its own need not take a reason.
        isWhyOpen: line === undefined && args.reason === undefined,
      }),
    )
  const word = await faces.runs.word(wanted)
  if (word !== undefined && !isTyped(word, args.confirm))
    return typing(word, await faces.inTime(faces.runs.preview(asked)))

  const answered = await faces.runs.request(asked, invocation.id)
  if ('word' in answered) return typing(answered.word, answered.plan)
  const { run } = answered
  const waits = run.state === 'proposed' ? 'It waits for approval' : 'It begins now'
  return confirmed(
    [`${waits}: ${run.plan.title}. Its message `, ...(await whereShown(run.place, incident, call)), '.'],
    [
      { label: 'Show it', command: `run show ${run.id}` },
      // Who changes something for an incident works on it: nobody else needs to be called.
      ...(incident?.state === 'triggered'
        ? [{ label: `Acknowledge ${label(incident)}`, command: `incident ack ${incident.id}` }]
        : []),
      ...(run.plan.offers ?? []),
    ],
  )
}

/** The thread of the checklist that it is an item of. */
async function listOf(
  { system, faces }: ChangeCall,
  origin: Origin | undefined,
): Promise<RunPlace | undefined> {
  const list = origin?.item && (await faces.checklists.find(system.system, origin.item.checklist))
  return list && faces.checklists.thread(list)
}

/** The same once more, with all that is known by now. */
function again(
  { args, system, environment }: ChangeCall,
  { operation, typed, service }: { operation: string; typed: Params; service: string | undefined },
): string {
  return lineOf(operation, {
    system: system.system,
    environment,
    service: service ?? args.service,
    ...Object.fromEntries(Object.entries(typed).filter(([name]) => name !== 'confirm') as [string, string][]),
    ...besides(args),
  })
}

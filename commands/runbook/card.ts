import type { Offer } from '../../blocks/button.ts'
import type { Message } from '../../blocks/message.ts'
import { procedure as card, stepsAtOnce } from '../../blocks/procedure.ts'
import { type StepView, stepButton } from '../../blocks/procedure-step.ts'
import { counted } from '../../src/domain/counted.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { Risk } from '../../src/domain/run/plan.ts'
import {
  type CommandStep,
  type Procedure,
  type Step,
  stepsOf,
  stepTitle,
  type Trouble,
} from '../../src/domain/runbook/runbook.ts'
import { riskOfAll } from '../../src/domain/runbook/verdict.ts'
import type { System } from '../../src/domain/system.ts'
import type { Entry } from '../../src/domain/timeline.ts'
import type { Faces } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { stepMark } from '../../src/engine/step-mark.ts'
import type { Volume } from '../../src/runbook/library.ts'
import { doneAlready } from './done.ts'
import { notUnderstood } from './not-understood.ts'

interface Where {
  system: System
  environment: string
  incident?: Incident | undefined
}

/** A procedure as people see it, from one of its steps on. */
export async function procedureCard(
  volume: Volume,
  procedure: Procedure,
  where: Where,
  { from = 1, why, faces }: { from?: number; why?: string; faces: Pick<Faces, 'steps' | 'incidents'> },
): Promise<Message> {
  const { system, environment, incident } = where
  const steps = stepsOf(procedure)
  const some = steps.slice(from - 1, from - 1 + stepsAtOnce)
  const rest = steps.length - (from - 1 + some.length)
  const place = { system: system.system, environment, ...(incident && { incident: incident.id }) }
  const timeline = incident ? await faces.incidents.timeline(incident) : []
  const views = await Promise.all(
    some.map((step, i) => stepView(step, from + i, { volume, procedure, place, faces, timeline })),
  )
  return card({
    path: procedure.path,
    at: `${procedure.place.file}, line ${procedure.place.line}`,
    ...(why !== undefined && { why }),
    troubles: notUnderstood(volume, procedure),
    texts:
      from > 1
        ? []
        : procedure.parts
            .flatMap(({ label, text }) => text.slice(0, 6).map(one => ({ label, text: one })))
            .slice(0, 8),
    steps: views,
    offers:
      rest > 0
        ? [
            {
              label: counted(rest, 'more step'),
              command: lineOf('runbook show', {
                procedure: procedure.id,
                from: from + some.length,
                ...place,
              }),
            },
          ]
        : [],
  })
}

interface Around {
  volume: Volume
  procedure: Procedure
  place: Record<string, string>
  faces: Pick<Faces, 'steps'>
  timeline: Entry[]
}

async function stepView(
  step: Step,
  number: number,
  { volume, procedure, place, faces, timeline }: Around,
): Promise<StepView> {
  if (step.kind === 'item') {
    const done = doneAlready(timeline, procedure, number)
    return {
      number,
      title: step.title,
      notes: step.notes,
      troubles: [],
      ...(step.text !== undefined && { text: step.text }),
      tick: {
        command: lineOf('runbook done', { procedure: procedure.id, step: number, ...place }),
        ...(done && { done }),
      },
    }
  }
  const verdict = await faces.steps.verdict(volume, step)
  const title = stepTitle(step)
  const troubles = verdict.troubles.map(({ message }) => message)
  const shown = { number, title, notes: step.notes, text: step.text, troubles }
  if (verdict.class === 'byHand') return { ...shown, byHand: verdict.reason }
  const isAsked = faces.steps.asks(verdict)
  const risk = riskOfAll(verdict.actions)
  return { ...shown, offer: offerFor(step, number, { ...verdict, risk, isAsked }, { procedure, place }) }
}

function offerFor(
  step: CommandStep,
  number: number,
  { risk, troubles, isAsked }: { risk: Risk; troubles: Trouble[]; isAsked: boolean },
  { procedure, place }: { procedure: Procedure; place: Record<string, string> },
): Offer {
  return {
    label: stepButton(step, risk, isAsked),
    command: lineOf('runbook step', {
      procedure: procedure.id,
      step: number,
      mark: stepMark(step),
      ...place,
    }),
    // What is likely to be refused is not what is done next.
    ...(risk === 'read' && troubles.length === 0 && { style: 'primary' as const }),
  }
}

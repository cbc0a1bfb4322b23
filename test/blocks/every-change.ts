import { anchor } from '../../blocks/anchor.ts'
import { auditMessage } from '../../blocks/audit.ts'
import { lockNag } from '../../blocks/lock.ts'
import type { Message, View } from '../../blocks/message.ts'
import {
  deployBranchModal,
  deployModal,
  rollbackModal,
  whichServiceModal,
} from '../../blocks/modal-change.ts'
import { confirmModal, reasonModal } from '../../blocks/modal-confirm.ts'
import { planMessage } from '../../blocks/plan.ts'
import { runMessage } from '../../blocks/run.ts'
import { alreadyAnswered, approvalAsked, glassBroken } from '../../blocks/run-direct.ts'
import { runList } from '../../blocks/run-list.ts'
import { declinedMessage, pingMessage, pingOver } from '../../blocks/run-ping.ts'
import { silenceList } from '../../blocks/silence-list.ts'
import type { Lock } from '../../src/domain/run/lock.ts'
import type { Plan } from '../../src/domain/run/plan.ts'
import { isOver, type Run, runStates } from '../../src/domain/run/run.ts'
import type { Step } from '../../src/domain/run/step.ts'
import { aCall, aPlan, aRun, at, minute } from '../domain/run/cast.ts'
import { ana, ben } from './sample.ts'

const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))

const planWith = (text: string, many: number): Plan =>
  aPlan({
    title: text,
    shifts: times(many, () => ({ from: text, to: text })),
    now: times(many, () => text),
    warnings: times(many, () => text),
    calls: times(many, () => aCall({ action: text, on: text, sets: text })),
  })

/** A change in each state, with `text` and `url` in every place that people and the outside fill, `many` of each. */
function runsWith(text: string, url: string, many = 2): Run[] {
  const who = { ...ana, name: text }
  const plan = planWith(text, many)
  return runStates.map((state): Run => {
    const begun = /running|doubtful|succeeded|failed|cancelled/.test(state)
    const progress = { done: 1, of: 2, what: text, said: times(many, () => text), url }
    const step = (call: Step['call']): Step => ({ call, state: 'started', progress, why: text })
    return aRun({
      id: `run-${state}`,
      plan,
      state,
      requestedBy: who,
      reason: text,
      approvals: times(many, () => ({ by: { ...ben, name: text }, at })),
      incident: { id: 'k3jd8w2m5x7q', number: 42, severity: 'P1' },
      usualMs: minute,
      mayGoAlone: true,
      ...(begun && { startedAt: at, steps: plan.calls.map(step), cancel: { by: who, at } }),
      ...(/failed|cancelled|void|declined/.test(state) && { why: text, endedAt: at }),
      ...(state === 'approved' && { waits: text }),
      ...(state === 'declined' && { declined: { by: who, at, text } }),
      ...(state === 'succeeded' && {
        breakGlass: { by: who, at, reason: text },
        endedAt: at,
        undo: { at: at + minute },
      }),
    })
  })
}

const lockWith = (text: string): Lock => ({
  schema: 1,
  resource: text,
  environment: 'production',
  service: 'api-gateway',
  holder: { ...ana, name: text },
  reason: text,
  since: at,
  byHand: true,
})

/** Every message about changes, likewise. */
export function everyChangeMessage(text: string, url: string, many = 2): Record<string, Message> {
  const who = { ...ana, name: text }
  const runs = runsWith(text, url, many)
  const silence = (i: number) => ({
    id: `silence-${i}`,
    matchers: [{ name: 'alertname', value: text, isRegex: false, isEqual: true }],
    startsAt: at,
    endsAt: at + minute,
    createdBy: text,
    comment: text,
    state: 'active' as const,
  })
  const firing = (i: number) => ({ name: `${i} ${text}`, labels: {}, startsAt: at, silencedBy: [] })
  const messages: Record<string, Message> = {
    plan: planMessage(planWith(text, many), [{ label: text, command: 'help' }]),
    runs: runList({
      open: runs.filter(run => !isOver(run)),
      recent: runs,
      locks: times(many, () => ({ ...lockWith(text), system: 'learnbot' })),
      titles: { learnbot: text },
    }),
    silences: silenceList({
      system: { system: 'learnbot', title: text },
      environment: 'production',
      service: text,
      silences: times(many, silence),
      firing: times(many, firing),
      at,
    }),
    audit: auditMessage(
      {
        lines: times(many, () => ({ at, who: text, what: text, detail: { why: text }, about: text })),
        broken: { at, why: text },
      },
      { system: 'learnbot', title: text, service: text },
    ),
    'lock nag': lockNag(lockWith(text), { system: 'learnbot', title: text }),
    anchor: anchor('0123456789abcdef', { system: 'learnbot', title: text }),
  }
  for (const run of runs) {
    messages[`run ${run.state}`] = runMessage(run, { approvers: times(many, () => text) })
    messages[`ping ${run.state}`] = pingMessage(
      run,
      times(many, () => text),
    )
    messages[`answered ${run.state}`] = alreadyAnswered(run)
    const home = { title: text, message: url, incident: url }
    messages[`asked ${run.state}`] = approvalAsked(run, home, { approvers: times(many, () => text) })
    messages[`glass ${run.state}`] = glassBroken(run, home)
    messages[`ping over ${run.state}`] = pingOver(run)
    messages[`declined ${run.state}`] = declinedMessage({ ...run, requestedBy: { ...who, id: text } })
  }
  return messages
}

/** Every form for changes, likewise. */
export function everyChangeModal(text: string): Record<string, View> {
  const subject = { command: 'deploy', place: text, now: text, confirm: text }
  const choice = { label: text, value: text }
  return {
    confirm: confirmModal({ command: 'deploy', word: text, plan: planWith(text, 2), typed: text }),
    which: whichServiceModal('Deploy', subject, [text, 'api']),
    deploy: deployModal(subject, [choice]),
    branch: deployBranchModal(subject, text, [choice]),
    rollback: rollbackModal(subject, [{ label: text, value: '40', suggested: true }]),
    reason: reasonModal(text, text, 'run decline 1', text),
  }
}

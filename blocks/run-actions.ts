import type { ActionsBlock } from '@slack/types'
import { brokenStep } from '../src/domain/run/broken.ts'
import { closes, opens } from '../src/domain/run/exposure.ts'
import { madeBy } from '../src/domain/run/made.ts'
import { isAwaited } from '../src/domain/run/results.ts'
import { currentStep, type Run } from '../src/domain/run/run.ts'
import { actions, button, buttons, type Offer } from './button.ts'
import { clip, limits } from './limits.ts'
import { rollBack } from './roll-back.ts'
import { ofBack } from './run-back.ts'
import { ofChangeSet, ofManyChanges } from './run-change-set.ts'
import { closing, extending } from './run-open.ts'
import { shiftIn } from './run-planned.ts'
import { oneLine } from './text.ts'

/** What can be done with a run in its state, the likeliest first. Each button carries the digest of what it is about. */
export function runActions(run: Run): ActionsBlock[] {
  return buttons(offersIn(run), `${run.id}:${run.state}:${run.approvals.length}`)
}

/** Yes or no, and nothing else: for somebody who is asked in person. */
export const decisions = (run: Run): ActionsBlock[] =>
  actions(deciding(run).map(button), `${run.id}:${run.approvals.length}`)

const deciding = ({ id, digest, plan, risk }: Run): Offer[] => [
  {
    label: 'Approve',
    command: `run approve ${id} ${digest}`,
    style: risk === 'destructive' ? 'danger' : 'primary',
    // Slack asks whoever clicks, also who may not: only what cannot be taken back is asked twice.
    ...(risk === 'destructive' && {
      confirm: `Begins at once: ${clip(oneLine(plan.title), 120)}${shiftIn(plan, 60)}.`,
    }),
  },
  { label: 'Decline', command: `run decline ${id}` },
]

function offersIn(run: Run): Offer[] {
  const { id, plan, environment, service = run.log?.service } = run
  const about = clip(oneLine(plan.title), limits.confirmText / 2)
  const again: Offer = {
    label: run.undoes !== undefined ? 'Take it back' : 'Plan again',
    command: `run again ${id}`,
  }
  const cancel: Offer = {
    label: 'Cancel',
    command: `run cancel ${id}`,
    answers: { yes: 'Stop it', no: 'Keep it' },
    confirm:
      run.startedAt === undefined
        ? `Nothing is done: ${about}.`
        : `Stops as soon as it can be stopped: ${about}.`,
  }
  const cancels = closes(run) ? [] : [cancel]
  const logs: Offer[] =
    service === undefined
      ? []
      : [
          {
            label: 'Logs',
            command: `logs --system ${run.system} --environment ${environment} --service ${service}`,
          },
        ]
  switch (run.state) {
    case 'proposed':
      return [
        ...deciding(run),
        ...ofManyChanges(run),
        { label: 'Ask the approvers', command: `run ping ${id}` },
        ...(run.mayGoAlone
          ? [{ label: 'Break the glass', command: `run break-glass ${id}`, style: 'danger' as const }]
          : []),
        cancel,
      ]
    case 'approved':
      return cancels
    case 'running':
      return run.cancel ? logs : [...cancels, ...logs]
    case 'doubtful':
      return [
        ...(isAwaited(run.steps, currentStep(run) ?? 0)
          ? []
          : [
              {
                label: 'It was done',
                command: `run settle ${id} done`,
                confirm: 'You have looked, and the call had its effect.',
              },
            ]),
        {
          label: 'It was not',
          command: `run settle ${id} undone`,
          confirm: 'You have looked, and nothing has changed.',
        },
      ]
    case 'succeeded':
      return [
        ...ofUndo(run),
        ...ofSilence(run),
        ...ofChangeSet(run),
        ...(run.boxMs === undefined ? ofBack(run) : []),
        ...(run.risk === 'read' ? [{ ...again, label: 'Again' }] : []),
        ...ofOutput(run),
      ]
    case 'failed':
      return [...wayBack(run), ...logs, again, ...ofOutput(run)]
    case 'expired':
    case 'void':
      return [again]
    case 'cancelled':
    case 'declined':
      return []
  }
}

/** What was cut off of what it printed begins with an ellipsis. */
const ofOutput = ({ id, steps }: Run): Offer[] =>
  steps.some(({ progress }) => progress?.output?.startsWith('…'))
    ? [{ label: 'All it printed', command: `run output ${id}` }]
    : []

/** A version that does not do well is left for the one before it, unless that runs again already. */
function wayBack(run: Run): Offer[] {
  const { operation, system, environment, service = run.log?.service } = run
  const broken = brokenStep(run)
  if (operation !== 'deploy' || service === undefined || !broken || broken.wentBack) return []
  return [{ label: 'Rollback', command: rollBack({ system, environment, service }) }]
}

const ofUndo = (run: Run): Offer[] => (opens(run) ? closing(run) : extending(run))

/** A silence that was made, or made longer, can be ended or made longer again while it is there as it was made. */
function ofSilence(run: Run): Offer[] {
  const { system, environment, operation, followed, lapsed } = run
  const made = operation === 'silence' || operation === 'silence extend' ? madeBy(run) : undefined
  if (!made || followed || lapsed) return []
  const place = `--system ${system} --environment ${environment}`
  return [
    { label: 'An hour more', command: `silence extend ${made.id} 1h ${place}` },
    { label: 'End it now', command: `silence expire ${made.id} ${place}` },
  ]
}

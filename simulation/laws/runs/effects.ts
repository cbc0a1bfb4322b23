import { filledIn } from '../../../src/domain/run/results.ts'
import { currentStep, type Run } from '../../../src/domain/run/run.ts'
import type { Effect } from '../../outside/aws/aws.ts'
import type { World } from '../../world.ts'
import { type Broken, locksIn, runIn } from '../law.ts'
import { whyNot } from './entitled.ts'

/** What must hold of every call, as it changes something outside. */
export function createEffectLaws(world: () => World, heldBack: Set<string>, broken: Broken) {
  const made = new Map<string, number>()

  /** The run that has something in hand there: nobody else changes it. */
  const holderOf = (on: string): string | undefined =>
    locksIn(world().memory).find(
      ({ resource, service }) =>
        resource.endsWith(`/${on}`) ||
        resource.endsWith(`:${on}`) ||
        (service === on && !resource.startsWith('ecs:')),
    )?.run

  function isAsApproved(run: Run, step: number, { action, params }: Effect): boolean {
    const call = run.steps[step]!.call
    const sent = filledIn(call.params, run.steps)
    if (action === 'register') return params.image === sent.image
    if (action === 'authorize' || action === 'revoke') return params.cidr === sent.cidr
    if (action !== 'update') return true
    if (params.force) return call.action.endsWith('forceNewDeployment')
    return params.taskDefinition === sent.to || params.desiredCount === sent.to
  }

  function ofStart(effect: Effect & { by: { run: string; step: number } }): [string, string] | undefined {
    const { run: id, step } = effect.by
    const run = runIn(world().memory, id)
    const key = `${id} step ${step}`
    const count = (made.get(key) ?? 0) + 1
    made.set(key, count)
    if (count > 1)
      return ['a call has its effect once', `${key}: ${effect.action} ${effect.on} for the ${count}. time`]
    if (heldBack.has(id) && step === 0)
      return ['what was asked for before a loss does not begin', `${id}: ${effect.action} ${effect.on}`]
    const state = run?.steps[step]?.state
    if (!run || state !== 'starting')
      return [
        'what is about to be called is saved first',
        `${key} is ${state ?? 'not there'}, and calls ${effect.action}`,
      ]
    if (currentStep(run) !== step)
      return ['what is about to be called is saved first', `${key} is not its turn`]
    if (!isAsApproved(run, step, effect))
      return ['what is called is what was approved', `${key}: ${JSON.stringify(effect.params)}`]
    const why = whyNot(world(), run)
    if (why !== undefined && step === 0) return ['nothing begins without its approvals', `${id}: ${why}`]
    // What stands open waits for nobody.
    const isFree = effect.action === 'register' || effect.action === 'revoke'
    if (!isFree && holderOf(effect.on) !== id)
      return [
        'one change at a time',
        `${id} changes ${effect.on}, which ${holderOf(effect.on) ?? 'nobody'} has`,
      ]
    return undefined
  }

  function ofGoingBack({ on }: Effect): [string, string] | undefined {
    const holder = holderOf(on)
    const run = holder === undefined ? undefined : runIn(world().memory, holder)
    const step = run && currentStep(run)
    const isMeant = step !== undefined && run?.steps[step]?.goingBackAt !== undefined
    return isMeant ? undefined : ['one change at a time', `${on} goes back, and ${holder ?? 'nobody'} has it`]
  }

  return function effected(effect: Effect): void {
    const { by } = effect
    const how =
      by === 'by hand' ? undefined : by === 'going back' ? ofGoingBack(effect) : ofStart({ ...effect, by })
    if (how) broken(...how)
  }
}

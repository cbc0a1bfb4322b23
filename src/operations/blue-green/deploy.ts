import { z } from 'zod'
import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import type { Call } from '../../domain/run/plan.ts'
import { createService, lookAtAddress } from '../../ports/calls/blue-green.ts'
import { callOf, resultOf } from '../../ports/calls/call.ts'
import { setDesiredCount, updateTaskDefinition } from '../../ports/calls/ecs.ts'
import { checkHealth } from '../check-health.ts'
import { deployToEcs } from '../deploy-ecs.ts'
import { restless } from '../ecs-service.ts'
import type { Operation } from '../operation.ts'
import { wholeVersion } from '../version-typed.ts'
import type { Versions } from '../versions.ts'
import { type ColoursDeps, type Side, sidesOf } from './colours.ts'
import { switching } from './switch.ts'

const input = z.object({ version: z.string().min(1) })

/** Brings a version up beside the one that is live, looks at it, and has the listener forward to it. */
export const blueGreen = (deps: ColoursDeps, versions: Versions): Operation<z.infer<typeof input>> => ({
  name: 'bluegreen',
  risk: 'change',
  input,
  async plan({ version: typed }, where) {
    const version = (await wholeVersion(versions, typed, where, 'bluegreen'))!
    const sides = await sidesOf(deps, where)
    const { live, idle, named, resource } = sides
    if (!live.state) throw new UserError(`ECS has no service ${live.target.service}, which is live.`)
    const found = { target: live.target, state: live.state, named, resource }
    const deploying = await deployToEcs(deps.clusters, found, version, where, 0)
    if (deploying === 'runs already')
      throw new UserError(`${named} runs ${version} already: its ${live.colour} is live.`)
    const [register] = deploying.calls as [Call]
    return {
      title: `deploy ${named} blue-green`,
      shifts: [{ from: `${live.colour}  ${deploying.from}`, to: `${idle.colour}  ${deploying.to}` }],
      now: [`${live.colour} is live, ${live.state.running} of ${live.state.desired} running`],
      warnings: [
        ...restless(live.state),
        ...(idle.health === undefined
          ? [`${idle.colour} has no address of its own to be looked at before it is live.`]
          : []),
        `${live.colour} goes on running beside it, until it is told to end: bluegreen retire.`,
      ],
      calls: [
        register,
        ...bringUp(live, idle),
        ...(idle.health === undefined
          ? []
          : [
              callOf(lookAtAddress, {
                on: idle.health,
                sets: 'changes nothing',
                params: { url: idle.health },
              }),
            ]),
        switching(sides),
        ...checkHealth(where),
      ],
      resources: [resource],
    }
  },
})

/** As many of the idle one as of the live one, of the task definition that the first step registers. */
function bringUp(live: Side, idle: Side): Call[] {
  const { desired, launch, behind } = live.state!
  const taskDefinition = resultOf(0, 'arn')
  if (!idle.state) {
    if (!behind)
      throw new UserError(
        `${live.target.service} stands behind no load balancer: which port of it is sent to cannot be told.`,
      )
    return [
      callOf(createService, {
        on: idle.target.service,
        sets: `a service with ${counted(desired, 'task')} of that`,
        params: {
          ...idle.target,
          taskDefinition,
          count: desired,
          launch,
          behind: { targetGroup: idle.targetGroup, ...behind },
        },
      }),
    ]
  }
  if (idle.state.isDraining)
    throw new UserError(`${idle.target.service} is being deleted just now: ask again once it is gone.`)
  const { taskDefinition: from, desired: idling } = idle.state
  return [
    callOf(updateTaskDefinition, {
      on: idle.target.service,
      sets: 'that task definition',
      params: { ...idle.target, from, to: taskDefinition },
    }),
    ...(idling === desired
      ? []
      : [
          callOf(setDesiredCount, {
            on: idle.target.service,
            sets: counted(desired, 'task'),
            params: { ...idle.target, from: idling, to: desired },
          }),
        ]),
  ]
}

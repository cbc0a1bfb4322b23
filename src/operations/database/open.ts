import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Call } from '../../domain/run/plan.ts'
import { securityGroupResource } from '../../domain/run/resource.ts'
import { callOf } from '../../ports/calls/call.ts'
import { authorizeIngress, revokeIngress } from '../../ports/calls/ec2.ts'
import { setPublic } from '../../ports/calls/rds.ts'
import type { Rds } from '../../ports/rds.ts'
import type { Ingress, SecurityGroups } from '../../ports/security-groups.ts'
import type { Operation, Where } from '../operation.ts'
import { oneAddress } from './address.ts'
import { type Found, findInstance, lineFor, ready } from './find.ts'

const opening = z.object({ database: z.string(), from: z.string() })

/** Opens an instance to one address of the internet, for a while: in an emergency, where its system file allows it. */
export const openDatabase = (rds: Rds, groups: SecurityGroups): Operation<z.infer<typeof opening>> => ({
  name: 'db open',
  risk: 'destructive',
  input: opening,
  async plan({ database, from }, where) {
    const address = oneAddress(from)
    if ('why' in address) throw new UserError(address.why)
    const found = await findInstance(rds, where, database)
    const { settings, state, named, id } = found
    const allowed = settings.emergencyAccess
    if (!allowed)
      throw new UserError(
        `${named} is not opened from here: its system file would have to say emergencyAccess.`,
      )
    const { at, close } = await wayIn(found, where, groups)
    const { group, port, cidr } = { ...at, cidr: address.cidr }
    if (close.length > 0)
      throw new UserError(`${named} stands open already, to ${close.map(rule => rule.cidr).join(', ')}.`, {
        label: 'Close it',
        command: lineFor('db close', where, database),
      })
    const rules = await groups.ingress(group, found.place)
    if (rules.some(rule => lets(rule, port) && rule.cidr === cidr))
      throw new UserError(`${group} lets ${cidr} in already, by a rule of somebody else's.`)
    ready(found, where)
    const params = { ...found.place, group, port, cidr }
    const instance = { ...found.place, instance: id }
    return {
      title: `open ${named} to ${cidr}, over the internet`,
      shifts: [{ from: 'closed to it', to: `${cidr} reaches port ${port} of ${id}` }],
      now: [`${id} is ${state.status}`, ...(state.endpoint ? [`it answers at ${state.endpoint}`] : [])],
      warnings: [
        state.isPublic
          ? 'It can be found from the internet already, and that stays so afterwards.'
          : 'It can be found from the internet then: only its password keeps out whoever comes from there.',
        `It is closed by itself, after ${inWords(allowed.longest)} at the latest, and everybody here is told until then.`,
      ],
      calls: [
        callOf(authorizeIngress, { on: group, sets: `port ${port} for ${cidr} alone`, params }),
        ...(state.isPublic
          ? []
          : [
              callOf(setPublic, {
                on: id,
                sets: 'found from the internet',
                params: { ...instance, from: false, to: true },
              }),
            ]),
      ],
      undo: [
        callOf(revokeIngress, { on: group, sets: `port ${port} closed to ${cidr}`, params }),
        ...(state.isPublic ? [] : [hidden(found)]),
      ],
      exposes: { mostMs: allowed.longest },
      resources: [found.resource, securityGroupResource(where.settings, group)],
    }
  },
})

const closing = z.object({ database: z.string() })

/** Closes what stands open of an instance without a run that would close it: what Belay or somebody else has opened. */
export const closeDatabase = (rds: Rds, groups: SecurityGroups): Operation<z.infer<typeof closing>> => ({
  name: 'db close',
  risk: 'change',
  input: closing,
  async plan({ database }, where) {
    const found = await findInstance(rds, where, database)
    const { at, close } = await wayIn(found, where, groups)
    const { group, port } = at
    if (close.length === 0 && !found.state.isPublic)
      throw new UserError(`${found.named} is closed: it cannot be found from the internet.`)
    const calls: Call[] = [
      ...close.map(({ cidr = '' }) =>
        callOf(revokeIngress, {
          on: group,
          sets: `port ${port} closed to ${cidr}`,
          params: { ...found.place, group, port, cidr },
        }),
      ),
      ...(found.state.isPublic ? [hidden(found)] : []),
    ]
    return {
      title: `close ${found.named} to the internet`,
      shifts: [{ from: close.map(({ cidr }) => cidr).join(', ') || 'found from the internet', to: 'closed' }],
      now: [`${found.id} is ${found.state.status}`],
      warnings: ['Whatever comes to it over the internet is shut out.'],
      calls,
      resources: [found.resource, securityGroupResource(where.settings, group)],
    }
  },
})

const hidden = ({ id, place }: Found): Call =>
  callOf(setPublic, {
    on: id,
    sets: 'found from within alone',
    params: { ...place, instance: id, from: true, to: false },
  })

const lets = ({ protocol, fromPort, toPort }: Ingress, port: number): boolean =>
  protocol === 'tcp' && fromPort === port && toPort === port

/** The group and the port by which an instance is opened, and the rules there that Belay has made. */
async function wayIn(
  { settings, state, place, id, named, database }: Found,
  where: Where,
  groups: SecurityGroups,
) {
  const wanted = settings.emergencyAccess?.securityGroup
  const [only, ...others] = state.securityGroups
  const group = wanted ?? (others.length === 0 ? only : undefined)
  if (group === undefined || !state.securityGroups.includes(group))
    throw new UserError(
      `${id} has the security groups ${state.securityGroups.join(', ') || 'none'}: emergencyAccess.securityGroup of ${database} names one of them.`,
    )
  const port = Number(state.endpoint?.split(':').at(-1))
  if (!Number.isInteger(port))
    throw new UserError(`${named} has no address yet: RDS gives it one once it is made.`, {
      label: `Look at ${database}`,
      command: lineFor('db info', where, database),
    })
  const rules = await groups.ingress(group, place)
  const close = rules.filter(
    rule => lets(rule, port) && /\[belay [0-9a-f]+\/\d+\]$/.test(rule.description ?? ''),
  )
  return { at: { group, port }, close }
}

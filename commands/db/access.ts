import { z } from 'zod'
import { milliseconds, shortestMs } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { failsToClose, opens } from '../../src/domain/run/exposure.ts'
import { databaseResource } from '../../src/domain/run/resource.ts'
import { hasBegun, isOver, type Run } from '../../src/domain/run/run.ts'
import { longestExposureMs } from '../../src/domain/store-settings.ts'
import type { System } from '../../src/domain/system.ts'
import { type Call, type Command, systemCommand } from '../../src/engine/command.ts'
import { oneAddress } from '../../src/operations/database/address.ts'
import { confirmed } from '../reply.ts'
import { request } from '../request.ts'
import { changeOfDatabase, databaseOf } from './database.ts'

const forMost = 'a database stands open for an hour at most'

export const dbOpen: Command = systemCommand({
  name: 'db open',
  summary: 'Open a database to one address for a while',
  more: 'Of the internet, in an emergency.',
  example:
    'db open {databases emergencyAccess} --from 203.0.113.7 --for 30m --reason "psql from home: the bastion is down"',
  args: z.object({
    ...changeOfDatabase,
    from: z.string().trim().describe('an address').optional(),
    for: milliseconds(shortestMs, longestExposureMs, forMost)
      .describe('a duration')
      .meta({ help: 'closed by itself after that long, an hour at most' })
      .default(1_800_000),
  }),
  positional: ['database'],
  permission: 'operators',
  async run(call) {
    const { from, reason } = call.args
    const database = databaseOf(call, 'emergencyAccess')
    if (from === undefined)
      throw new UserError(
        `To which address? Yours, as the internet sees it, as in: db open ${database} --from 203.0.113.7 --for 30m --reason "the bastion is down"`,
      )
    const address = oneAddress(from)
    if ('why' in address) throw new UserError(`${address.why}. As in: {example}`)
    if (reason === undefined)
      throw new UserError(
        `Why? Everybody who is told reads it, as in: db open ${database} --from ${from.slice(0, 40)} --for 30m --reason "the bastion is down"`,
      )
    return request(call, { operation: 'db open', input: { database, from }, all: true })
  },
})

export const dbClose: Command = systemCommand({
  name: 'db close',
  summary: 'Close a database that stands open to the internet, now',
  example: 'db close {databases rds}',
  args: z.object(changeOfDatabase),
  positional: ['database'],
  permission: 'operators',
  async run(call) {
    const database = databaseOf(call, 'rds')
    const { actor, invocation, faces } = call
    const found = await openingOf(call, database)
    // What nobody opened through Belay is closed like any other change: something may rely on it.
    if (!found) return request(call, { operation: 'db close', input: { database }, all: true })
    const { opened, last } = found
    if (!isOver(opened)) {
      await faces.runs.apply(opened, { type: 'cancel', by: actor }, invocation.id)
      return confirmed([`It is being opened just now: that is stopped, and taken back.`])
    }
    const back = last
      ? await faces.runs.takeBackAgain(last, actor, invocation.id)
      : await faces.runs.takeBack(opened, actor, invocation.id)
    return confirmed(
      [`It is closed now: ${opened.plan.title}.`],
      [{ label: 'Show it', command: `run show ${back.id}` }],
    )
  },
})

/**
 * The latest run that has opened a database, in whichever environment, and what it opened is not known to be closed;
 * `last`: the run that was to close it, and came to nothing.
 */
async function openingOf(
  { system, environment, faces }: Pick<Call<unknown>, 'faces'> & { system: System; environment: string },
  database: string,
): Promise<{ opened: Run; last: Run | undefined } | undefined> {
  const resource = databaseResource(system.environments[environment]!, database)
  const recent = await faces.runs.recent([system.system], 100)
  const opened = recent.find(run => opens(run) && hasBegun(run) && run.plan.resources.includes(resource))
  if (!opened?.undo) return undefined
  const last = opened.undo.run === undefined ? undefined : await faces.runs.find(opened.undo.run)
  return !last || failsToClose(last) ? { opened, last } : undefined
}

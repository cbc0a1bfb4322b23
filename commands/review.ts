import { z } from 'zod'
import { milliseconds } from '../src/domain/duration.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { chosen, look } from './look.ts'

const dayMs = 86_400_000

export const images: Command = systemCommand({
  name: 'images',
  summary: 'Images in ECR that nothing uses any more',
  example: 'images',
  args: z.object({}),
  permission: 'responders',
  run: call => look(call, 'images'),
})

export const unused: Command = systemCommand({
  name: 'unused',
  summary: 'What the account pays for and nothing uses',
  more: 'Volumes, public addresses, load balancers.',
  example: 'unused',
  args: z.object({}),
  permission: 'responders',
  run: call => look(call, 'unused'),
})

export const inactiveUsers: Command = systemCommand({
  name: 'users inactive',
  summary: 'Users of a Cognito pool that are long unchanged',
  more: 'Or that are disabled.',
  example: 'users inactive {userPools} --older 90d',
  args: z.object({
    pool: z.string().toLowerCase().describe('a pool').optional(),
    older: milliseconds(dayMs).default(90 * dayMs),
  }),
  positional: ['pool'],
  permission: 'responders',
  run(call) {
    const pool = chosen(call, 'pool', call.args.pool)
    return look(call, 'users inactive', { pool, olderMs: call.args.older })
  },
})

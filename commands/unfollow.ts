import { z } from 'zod'
import { UserError } from '../src/domain/errors.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { confirmed } from './reply.ts'

export const unfollow: Command = systemCommand({
  name: 'unfollow',
  summary: 'Stop following a log; its message has the button',
  example: 'unfollow 9f3c2a71-d04b-4e85-9c1a-2b7d5e0f6a31',
  args: z.object({
    follow: z.uuid('expected what a button of the followed log carries').describe('a log that is followed'),
  }),
  positional: ['follow'],
  permission: 'responders',
  async run({ args: { follow }, system, actor, invocation: { channel }, faces }) {
    if (channel === undefined) throw new UserError('A log is followed in a channel: stop it there.')
    await faces.follows.stop(system.system, channel, follow, actor.name)
    return confirmed(['It is not followed any more.'])
  },
})

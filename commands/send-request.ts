import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { changeArgs } from './change-args.ts'
import { look } from './look.ts'
import { request } from './request.ts'

const { service: _, ...args } = changeArgs

export const sendRequest: Command = systemCommand({
  name: 'request',
  aliases: ['requests'],
  summary: 'Send a request to one of your own addresses',
  more: 'One that the system file names; alone, which there are.',
  example: 'request {request}',
  args: z.object({
    request: z.string().toLowerCase().describe('a request').optional(),
    given: z.string().trim().max(400).default(''),
    ...args,
  }),
  positional: ['request'],
  rest: 'given',
  short: true,
  permission: 'responders',
  takes: ({ request }, { system, environment }) =>
    request === undefined || system.environments[environment]!.requests?.[request]?.risk === 'read'
      ? 'responders'
      : 'operators',
  async run(call) {
    const { request: name, given } = call.args
    if (name === undefined) return look(call, 'request')
    return request(call, {
      operation: 'request',
      all: true,
      input: { request: name, given: given.split(/\s+/).filter(word => word !== '') },
      typed: { request: name, given },
    })
  },
})

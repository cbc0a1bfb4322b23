import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { changeArgs } from '../change-args.ts'
import { look } from '../look.ts'
import { request } from '../request.ts'

const { service: _, ...args } = changeArgs

export const runWorkflow: Command = systemCommand({
  name: 'workflow run',
  aliases: ['workflow'],
  summary: 'Run a workflow of GitHub Actions',
  more: 'One that the system file names: infrastructure, scripts.',
  example: 'workflow run {workflow}',
  args: z.object({
    workflow: z.string().toLowerCase().describe('a workflow').optional(),
    branch: z.string().trim().describe('a branch').optional(),
    given: z.string().trim().max(400).default(''),
    ...args,
  }),
  positional: ['workflow'],
  rest: 'given',
  short: true,
  permission: 'responders',
  takes: ({ workflow }, { system, environment }) =>
    workflow === undefined || system.environments[environment]!.workflows?.[workflow]?.risk === 'read'
      ? 'responders'
      : 'operators',
  async run(call) {
    const { workflow, branch, given } = call.args
    if (workflow === undefined) return look(call, 'workflow list')
    return request(call, {
      operation: 'workflow run',
      all: true,
      input: {
        workflow,
        given: given.split(/\s+/).filter(word => word !== ''),
        ...(branch !== undefined && { branch }),
      },
      typed: { workflow, given, ...(branch !== undefined && { branch }) },
    })
  },
})

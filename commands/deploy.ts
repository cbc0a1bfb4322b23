import { z } from 'zod'
import { deployModal } from '../blocks/modal-change.ts'
import { needsOf } from '../src/domain/run/needs.ts'
import { servicesOf } from '../src/domain/run/resource.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { lineOf } from '../src/engine/line.ts'
import { ask } from './reply.ts'
import { changeArgs, request } from './request.ts'

export const deploy: Command = systemCommand({
  name: 'deploy',
  summary: 'Deploy a version of a service, or of all; --dry-run only shows what would be done',
  example: 'deploy api-gateway 9f8e7d6 --env production',
  args: z.object({
    version: z.string().trim().describe('a version').optional(),
    known: z.string().optional(),
    branch: z.string().trim().describe('a branch').optional(),
    force: z.boolean().default(false),
    ...changeArgs,
  }),
  positional: ['service', 'version'],
  permission: 'operators',
  async run(call) {
    const { args, system, environment, invocation, faces } = call
    const { branch, force, confirm, service } = args
    const version = args.version ?? args.known
    const services = Object.entries(system.environments[environment]?.services ?? {}).filter(
      ([, one]) => one.deploy,
    )
    const isAsked =
      version !== undefined || branch !== undefined || args['dry-run'] || invocation.source === 'modal'
    if (!isAsked) {
      const options = { system: system.system, environment, incident: args.incident }
      return ask(
        deployModal({
          command: lineOf('deploy', options),
          services: services.map(([name]) => name),
          service,
          versions: await faces.versions.of(system, environment, service ?? services[0]?.[0]),
          confirm: needsOf(system, environment, 'change').confirm,
        }),
      )
    }
    return request(call, {
      operation: 'deploy',
      risk: 'change',
      all: service === 'all',
      ...(service === 'all' && { touches: servicesOf(system, environment) }),
      input: {
        ...(version !== undefined && { version }),
        ...(branch !== undefined && { branch }),
        ...(force && { force }),
        ...(confirm !== undefined && { confirm: confirm.toLowerCase() }),
      },
    })
  },
})

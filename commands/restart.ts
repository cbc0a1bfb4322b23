import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { changeArgs } from './change-args.ts'
import { request } from './request.ts'

export const restart: Command = systemCommand({
  name: 'restart',
  knownAs: ['kubectl rollout restart', 'docker-compose restart', 'docker compose restart', 'docker restart'],
  summary: 'Replace all that runs of a service by new',
  more: 'One after the other.',
  example: 'restart {service}',
  needs: ['ecs', 'kubernetes', 'compose'],
  args: z.object(changeArgs),
  positional: ['service'],
  permission: 'operators',
  run: call => request(call, { operation: 'restart', input: {} }),
})

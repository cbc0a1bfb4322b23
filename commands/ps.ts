import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { look } from './look.ts'

export const ps: Command = systemCommand({
  name: 'ps',
  knownAs: ['docker ps', 'docker-compose ps', 'docker compose ps'],
  summary: 'The containers of a service in Docker Compose',
  more: 'And how those that ended did.',
  example: 'ps {service}',
  needs: ['compose'],
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'responders',
  run: call => look(call, 'ps', {}, serviceOf(call)),
})

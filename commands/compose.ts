import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { changeArgs } from './change-args.ts'
import { request } from './request.ts'

const of = (name: string, summary: string, ...knownAs: string[]): Command =>
  systemCommand({
    name,
    summary,
    knownAs,
    example: `${name} {service}`,
    needs: ['compose'],
    args: z.object(changeArgs),
    positional: ['service'],
    takesAll: true,
    permission: 'operators',
    run: call => request(call, { operation: name, all: call.args.service === 'all', input: {} }),
  })

export const composeDown = of(
  'compose down',
  'End the containers of a service, or of all; they are kept',
  'docker-compose down',
  'docker compose down',
  'docker-compose stop',
  'docker stop',
)
export const composeUp = of(
  'compose up',
  'Start again what has ended of a service, or of all',
  'docker-compose up',
  'docker compose up',
  'docker-compose start',
  'docker start',
)

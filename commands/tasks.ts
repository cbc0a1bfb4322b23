import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { look } from './look.ts'

export const tasks: Command = systemCommand({
  name: 'tasks',
  knownAs: ['aws ecs list-tasks', 'aws ecs describe-tasks', 'aws ecs describe-services'],
  summary: 'The tasks of an ECS service, and why some stopped',
  example: 'tasks {service}',
  needs: ['ecs'],
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'responders',
  run: call => look(call, 'tasks', {}, serviceOf(call)),
})

export const taskDefinition: Command = systemCommand({
  name: 'tasks definition',
  summary: 'What the tasks of an ECS service are given',
  more: 'Image, ports, variables by name, secrets and whether they are there.',
  example: 'tasks definition {service}',
  needs: ['ecs'],
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'responders',
  run: call => look(call, 'tasks definition', {}, serviceOf(call)),
})

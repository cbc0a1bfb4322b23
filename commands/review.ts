import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { look } from './look.ts'

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

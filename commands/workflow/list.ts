import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { look } from '../look.ts'

export const listWorkflows: Command = systemCommand({
  name: 'workflow list',
  aliases: ['workflows'],
  summary: 'The workflows of GitHub Actions there are',
  more: 'Those that the system file names, and how each did last.',
  example: 'workflow list',
  args: z.object({}),
  permission: 'responders',
  run: call => look(call, 'workflow list'),
})

import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { changeArgs } from '../change-args.ts'
import { request } from '../request.ts'

export const retireColour: Command = systemCommand({
  name: 'bluegreen retire',
  summary: 'End the tasks of the colour that is not live',
  example: 'bluegreen retire {service}',
  needs: ['blueGreen'],
  args: z.object(changeArgs),
  positional: ['service'],
  permission: 'operators',
  run: call => request(call, { operation: 'bluegreen retire', input: {} }),
})

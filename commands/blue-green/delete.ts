import { z } from 'zod'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { changeArgs } from '../change-args.ts'
import { request } from '../request.ts'

export const deleteColour: Command = systemCommand({
  name: 'bluegreen delete',
  summary: 'Delete the service of the colour that is not live',
  more: 'The next bluegreen makes it anew. To end its tasks alone: bluegreen retire.',
  example: 'bluegreen delete {service}',
  needs: ['blueGreen'],
  args: z.object({ colour: z.string().trim().toLowerCase().describe('a colour').optional(), ...changeArgs }),
  positional: ['service', 'colour'],
  permission: 'operators',
  run(call) {
    const { colour } = call.args
    return request(call, {
      operation: 'bluegreen delete',
      input: colour === undefined ? {} : { colour },
    })
  },
})

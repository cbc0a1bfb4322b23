import { z } from 'zod'
import { isReadable, reading } from '../../blocks/reading.ts'
import { readingFile } from '../../blocks/reading-file.ts'
import { UserError } from '../../src/domain/errors.ts'
import { type Command, runCommand } from '../../src/engine/command.ts'
import { toPerson } from '../reply.ts'

export const output: Command = runCommand({
  name: 'run output',
  summary: 'All that a task has printed',
  example: 'run output 9f3c2a71d04be856',
  args: z.object({}),
  permission: 'responders',
  deed: 'read what this has printed',
  async run({ asked, faces }) {
    const printed = await faces.outputs.of(asked)
    if (printed === undefined)
      throw new UserError('Nothing that it printed is known any more, or it has printed nothing yet.', {
        label: 'Show it',
        command: `run show ${asked.id}`,
      })
    const whole = { title: `What it printed: ${asked.plan.title}`, output: printed }
    return isReadable(whole)
      ? toPerson(reading(whole))
      : { to: 'channel', file: readingFile(whole, faces.now()) }
  },
})

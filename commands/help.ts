import { z } from 'zod'
import { overview, help as page } from '../blocks/help.ts'
import { type Command, channelCommand } from '../src/engine/command.ts'
import { optionsHelp } from './options-help.ts'
import { toPerson } from './reply.ts'

/** What there is, or more on the commands whose names begin with the topic. */
export const helpOn = (all: () => Command[]): Command =>
  channelCommand({
    name: 'help',
    aliases: ['?', 'commands'],
    summary: 'What can be typed',
    example: 'help incident',
    args: z.object({ topic: z.string().toLowerCase().optional() }),
    rest: 'topic',
    permission: 'anyone',
    anywhere: true,
    async run({ args: { topic } }) {
      const found = all().filter(({ name }) => topic !== undefined && `${name} `.startsWith(`${topic} `))
      if (found.length === 0) return toPerson(overview(all(), topic))
      // The options of many commands at once are more than anybody reads.
      const told = found.map(command =>
        command.name === topic || found.length === 1
          ? { ...command, options: optionsHelp(command) }
          : command,
      )
      return toPerson(page(told))
    },
  })

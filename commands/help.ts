import { z } from 'zod'
import { details, list, overview, type Section } from '../blocks/help.ts'
import { type Command, channelCommand } from '../src/engine/command.ts'
import { exampleAt } from '../src/engine/examples.ts'
import { optionsHelp } from './options-help.ts'
import { toPerson } from './reply.ts'

/** What there is; the commands of a section, or those whose names begin with the topic; or all about one. */
export const helpOn = (sections: () => Section<Command>[]): Command =>
  channelCommand({
    name: 'help',
    aliases: ['?', 'commands'],
    summary: 'What Belay can do',
    example: 'help incident',
    args: z.object({ topic: z.string().toLowerCase().optional() }),
    rest: 'topic',
    permission: 'anyone',
    anywhere: true,
    async run({ args: { topic }, invocation: { channel }, faces }) {
      if (topic === undefined) return toPerson(overview(sections()))
      const section = sections().find(({ title }) => title.toLowerCase() === topic)
      if (section) return toPerson(list(section.title, section.commands))

      const all = sections().flatMap(({ commands }) => commands)
      const named = all.find(({ name, aliases = [] }) => [name, ...aliases].includes(topic))
      const within = all.filter(({ name }) => name.startsWith(`${named?.name ?? topic} `))
      const [only, ...others] = named ? [named, ...within] : within
      if (!only) return toPerson(overview(sections(), topic))
      if (!named && others.length > 0) return toPerson(list(topic, within))
      const [here] = channel === undefined ? [] : await faces.systems.inChannel(channel)
      const example = exampleAt(only.example, all, here)
      return toPerson(details({ ...only, example, options: optionsHelp(only) }, others))
    },
  })

import { z } from 'zod'
import { silenceList } from '../../blocks/silence-list.ts'
import type { System } from '../../src/domain/system.ts'
import { type Call, type Command, systemCommand } from '../../src/engine/command.ts'
import type { Reply } from '../../src/ports/invocation.ts'
import { toPerson } from '../reply.ts'

export const listSilences: Command = systemCommand({
  name: 'silence list',
  aliases: ['silences'],
  summary: 'What is silenced, until when, and what fires',
  example: 'silence list',
  args: z.object({}),
  permission: 'responders',
  run: silencesOf,
})

export async function silencesOf({
  system,
  environment,
  faces,
}: Pick<Call<unknown>, 'faces'> & { system: System; environment: string }): Promise<Reply> {
  const [silences, firing] = await Promise.all([faces.silenced.of(system), faces.silenced.firing(system)])
  const [service] = Object.keys(system.environments[environment]!.services)
  return toPerson(silenceList({ system, environment, service, silences, firing, at: faces.now() }))
}

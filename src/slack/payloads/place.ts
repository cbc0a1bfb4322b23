import { z } from 'zod'

/** As Slack calls a workspace, a channel or somebody. */
export const Id = z.string().regex(/^[A-Z][A-Z0-9]*$/, 'expected an id of Slack’s')

/** Who asked, as every interaction has it. */
export const Interaction = z.object({
  user: z.object({ id: Id, team_id: Id.nullish() }),
  team: z.object({ id: Id }).nullish(),
  enterprise: z.object({ id: Id }).nullish(),
  response_url: z.string().nullish(),
})

interface AskedIn {
  channel?: string
  thread?: string
}

/**
 * A modal's submission does not tell in which channel or thread the modal was asked for, so a last line of its private
 * metadata, below the command line, keeps it. Slack lets nobody but the app write there.
 */
export function keepPlace(commandLine: string, { channel, thread }: AskedIn): string {
  return channel === undefined ? commandLine : `${commandLine}\n${channel} ${thread ?? ''}`.trimEnd()
}

export function readPlace(metadata: string): { commandLine: string; place: AskedIn } {
  const kept = /\n([A-Z][A-Z0-9]+)(?: (\d+\.\d+))?$/.exec(metadata)
  if (!kept?.[1]) return { commandLine: metadata, place: {} }
  const thread = kept[2] === undefined ? {} : { thread: kept[2] }
  return { commandLine: metadata.slice(0, kept.index), place: { channel: kept[1], ...thread } }
}

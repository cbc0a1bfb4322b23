import { z } from 'zod'
import { Click } from './block-action.ts'
import { Saying } from './mention.ts'
import { Shortcut } from './shortcut.ts'
import { SlashCommand } from './slash-command.ts'
import { Closed, Submission } from './submission.ts'

/** Whatever else is in a payload: by these Bolt takes it for another kind. */
const nothingElse = { event: z.undefined().optional(), name: z.undefined().optional() }
const onlyThat = { ...nothingElse, command: z.undefined().optional() }

const Heard = z.union([
  Saying,
  SlashCommand.extend(nothingElse),
  Click.extend(onlyThat),
  Submission.extend(onlyThat),
  Closed.extend(onlyThat),
  Shortcut.extend(onlyThat),
])

const OtherEvent = z.object({
  type: z.literal('event_callback'),
  event: z.object({ type: z.string().refine(type => !['app_mention', 'message'].includes(type)) }),
})

/** What a payload of Slack's is to Belay: something it listens to, an event it does not, or nothing that it can read. */
export function meaningOf(body: unknown): 'heard' | 'unheard' | 'unclear' {
  if (Heard.safeParse(body).success) return 'heard'
  return OtherEvent.safeParse(body).success ? 'unheard' : 'unclear'
}

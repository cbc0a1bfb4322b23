import type { App } from '@slack/bolt'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Desk, Invocation } from '../ports/invocation.ts'
import { Click, fromBlockAction, isInBoth, pressOf } from './payloads/block-action.ts'
import { fromMention, Saying } from './payloads/mention.ts'
import { fromShortcut, Shortcut } from './payloads/shortcut.ts'
import { fromSlashCommand, SlashCommand } from './payloads/slash-command.ts'
import { fromSubmission, Submission } from './payloads/submission.ts'
import type { Asked } from './tell.ts'

export interface ListenerDeps {
  desk: Desk
  /** Begins the work and does not wait for it. */
  begin(asked: Asked): void
  log: Logger
}

const anything = /.*/s

/** Every way that Slack has of asking: acknowledged at once, and only then worked on. */
export function addListeners(app: App, { desk, begin, log }: ListenerDeps): void {
  app.command(anything, async ({ command, ack }) => {
    await ack()
    const slash = read(SlashCommand, command)
    if (slash) begin({ invocation: fromSlashCommand(slash), responseUrl: slash.response_url })
  })

  // Bolt acknowledges events by itself.
  app.event('app_mention', async ({ body }) => said(body))

  // In a channel a name is needed, in a direct message it is clear who is meant. What has a subtype was edited or joined.
  app.event('message', async ({ event, body }) => {
    if (event.channel_type === 'im' && event.subtype === undefined) said(body)
  })

  app.action(anything, async ({ body, ack }) => {
    await ack()
    const click = read(Click, body)
    const invocation = click && fromBlockAction(click)
    if (invocation)
      begin({
        invocation,
        responseUrl: click.response_url ?? undefined,
        press: pressOf(click),
        inBoth: isInBoth(click),
      })
  })

  app.view({ callback_id: anything, type: 'view_submission' }, async ({ body, ack }) => {
    const submission = read(Submission, body)
    if (!submission) return ack()
    const invocation = fromSubmission(submission)
    const errors = await faults(invocation)
    if (errors) return ack({ response_action: 'errors', errors })
    await ack()
    begin({ invocation })
  })

  app.view({ callback_id: anything, type: 'view_closed' }, async ({ ack }) => ack())

  app.shortcut({ callback_id: 'declare_incident', type: 'message_action' }, used)
  app.shortcut({ callback_id: 'add_to_timeline', type: 'message_action' }, used)

  async function used({ body, ack }: { body: unknown; ack(): Promise<void> }): Promise<void> {
    await ack()
    const shortcut = read(Shortcut, body)
    if (shortcut)
      begin({ invocation: fromShortcut(shortcut), responseUrl: shortcut.response_url ?? undefined })
  }

  function said(body: unknown): void {
    const saying = read(Saying, body)
    const invocation = saying && fromMention(saying)
    if (invocation) begin({ invocation })
  }

  /** What Slack has sent, as far as it is used. */
  function read<T>(shape: z.ZodType<T>, body: unknown): T | undefined {
    const read = shape.safeParse(body)
    if (!read.success) log.warn({ why: z.prettifyError(read.error) }, 'what Slack has sent is not understood')
    return read.data
  }

  /** A check that breaks must not keep a modal from being submitted: what it would have found, the command finds. */
  async function faults(invocation: Invocation): Promise<Record<string, string> | undefined> {
    try {
      return await desk.check(invocation)
    } catch (error) {
      log.error({ err: error, invocation: invocation.id }, 'the check of a form failed')
      return undefined
    }
  }
}

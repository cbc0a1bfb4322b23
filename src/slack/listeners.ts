import type { App, MessageShortcut } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Desk, Invocation } from '../ports/invocation.ts'
import type { Asked } from './answer.ts'
import { fromBlockAction } from './payloads/block-action.ts'
import { type Envelope, fromMention } from './payloads/mention.ts'
import { fromShortcut } from './payloads/shortcut.ts'
import { fromSlashCommand } from './payloads/slash-command.ts'
import { fromSubmission } from './payloads/submission.ts'

export interface ListenerDeps {
  desk: Desk
  /** Begins the work and does not wait for it. */
  begin(asked: Asked): void
  log: Logger
}

type Told = Pick<Envelope, 'event_id' | 'team_id' | 'authorizations'>

const anything = /.*/s

/** Every way that Slack has of asking: acknowledged at once, and only then worked on. */
export function addListeners(app: App, { desk, begin, log }: ListenerDeps): void {
  app.command(anything, async ({ command, ack }) => {
    await ack()
    begin({ invocation: fromSlashCommand(command), responseUrl: command.response_url })
  })

  // Bolt acknowledges events by itself.
  app.event('app_mention', async ({ event, body }) => mentioned(event, body))

  // In a channel a name is needed, in a direct message it is clear who is meant. What has a subtype was edited or joined.
  app.event('message', async ({ event, body }) => {
    if (event.channel_type !== 'im' || event.subtype !== undefined) return
    mentioned(event, body)
  })

  app.action(anything, async ({ body, ack }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const invocation = fromBlockAction(body)
    if (invocation) begin({ invocation, responseUrl: body.response_url })
  })

  app.view({ callback_id: anything, type: 'view_submission' }, async ({ body, ack }) => {
    if (body.type !== 'view_submission') return
    const invocation = fromSubmission(body)
    const errors = faults(invocation)
    if (errors) return ack({ response_action: 'errors', errors })
    await ack()
    begin({ invocation })
  })

  app.view({ callback_id: anything, type: 'view_closed' }, async ({ ack }) => ack())

  app.shortcut({ callback_id: 'declare_incident', type: 'message_action' }, async ({ body, ack }) => {
    await ack()
    const shortcut = body as MessageShortcut
    begin({ invocation: fromShortcut(shortcut), responseUrl: shortcut.response_url })
  })

  function mentioned(event: Envelope['event'], { event_id, team_id, authorizations }: Told): void {
    const invocation = fromMention({ event, event_id, team_id, authorizations })
    if (invocation) begin({ invocation })
  }

  /** A check that breaks must not keep a modal from being submitted: what it would have found, the command finds. */
  function faults(invocation: Invocation): Record<string, string> | undefined {
    try {
      return desk.check(invocation)
    } catch (error) {
      log.error({ err: error, invocation: invocation.id }, 'the check of a form failed')
      return undefined
    }
  }
}

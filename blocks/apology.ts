import type { OutsideError } from '../src/domain/errors.ts'
import { clip, limits, shown } from './limits.ts'
import type { FileDraft, Message, View } from './message.ts'
import { said } from './refusal.ts'
import { plainText } from './text.ts'

/** What Slack did not do, and why. */
type Failed = Pick<OutsideError, 'message' | 'fault'>

/** A form opens by a click only: a button that asks for the same once more. */
const formInstead = (commandLine: string, why: string): Message =>
  said(why, commandLine === '' ? [] : [{ label: 'Open the form', command: commandLine }])

/** What a button cannot carry has to be typed where a form can open. */
export const formByButton = (commandLine: string): Message =>
  commandLine === '' || commandLine.length > limits.value
    ? said(
        'A form asks for the rest, and it cannot open from a message like this: type a slash command in the channel.',
      )
    : formInstead(commandLine, 'A form asks for the rest. Open it with this button.')

/** Whether a form would have to keep more of what was typed than Slack lets it. */
export const isTooLong = (view: View): boolean =>
  (view.private_metadata?.length ?? 0) > limits.privateMetadata

export const formTooLong = said(
  'That is too long for a form to go on with: type less, and write the rest into the form.',
)

const late = new Set(['expired_trigger_id', 'trigger_expired', 'exchanged_trigger_id', 'trigger_exchanged'])

/** Slack gives three seconds to open a form. Where that is not the reason, the same once more would not help. */
export function unopened(commandLine: string, { message, fault }: Failed): Message {
  if (fault.fault === 'refused' && !late.has(fault.code ?? '')) return said(message)
  return formInstead(commandLine, 'The form did not open in time.')
}

/** What Slack answers where Belay was not invited. */
const outside = new Set(['not_in_channel', 'channel_not_found'])

function whyNotPosted({ message, fault }: Failed): string {
  if (outside.has(fault.code ?? '')) return 'Belay may not post here, type /invite @Belay.'
  return fault.fault === 'limited' ? 'Slack takes no more messages here at the moment.' : message
}

/** What was meant for the channel, for the person alone. */
export function failedPost({ text, blocks }: Message, failed: Failed): Message {
  const note = said(`Only you see this: ${clip(whyNotPosted(failed), shown.title)}`)
  return { text, blocks: [...note.blocks, ...blocks].slice(0, limits.messageBlocks) }
}

/** The beginning of what was to be a file. */
export function failedFile({ title, content }: FileDraft, { message }: Failed): Message {
  const { text, blocks } = said(`The file "${title}" could not be uploaded. ${message}`)
  if (content.trim() === '') return { text, blocks }
  return { text, blocks: [...blocks, { type: 'section', text: plainText(content, limits.section) }] }
}

export const wentWrong = said(
  'Something went wrong inside Belay. It is in the log; what you asked for may not have been done.',
)

export const notOurs = said(
  'Belay works for the people of its own workspace only. Ask somebody there to do it for you.',
)

export const nobodyKnown = said(
  'Slack has not told Belay which workspace it belongs to, so nothing was done. Try again in a moment.',
)

import type { FileDraft, Message } from '../../blocks/message.ts'
import type { OutsideError } from '../domain/errors.ts'

const section = (text: string) => ({ type: 'section' as const, text: { type: 'plain_text' as const, text } })
const maxButtonValue = 2_000
const maxBlocks = 50
const maxText = 3_000

/** A button has what it takes to open a form: it asks for the same once more. */
export function formInstead(commandLine: string, why: string): Message {
  const button = {
    type: 'button' as const,
    text: { type: 'plain_text' as const, text: 'Open the form' },
    action_id: 'form',
    value: commandLine,
  }
  const row = { type: 'actions' as const, elements: [button] }
  const possible = commandLine !== '' && commandLine.length <= maxButtonValue
  return { text: why, blocks: possible ? [section(why), row] : [section(why)] }
}

const late = new Set(['expired_trigger_id', 'trigger_expired', 'exchanged_trigger_id', 'trigger_exchanged'])

/** Slack gives three seconds to open a form. Where that is not the reason, the same once more would not help. */
export function unopened(commandLine: string, error: OutsideError): Message {
  const { fault, code } = error.fault
  if (fault === 'refused' && !late.has(code ?? ''))
    return { text: error.message, blocks: [section(error.message)] }
  return formInstead(commandLine, 'The form did not open in time.')
}

/** What Slack answers where Belay was not invited. */
const outside = new Set(['not_in_channel', 'channel_not_found'])

/** What was meant for the channel, for the person alone. */
export function failedPost(message: Message, error: OutsideError): Message {
  const why = 'Only you see this:'
  const mend = outside.has(error.fault.code ?? '')
    ? 'Belay may not post here, type /invite @Belay.'
    : error.message
  const note = `${why} ${mend}`
  return { text: message.text, blocks: [section(note), ...message.blocks].slice(0, maxBlocks) }
}

/** The beginning of what was to be a file. */
export function failedFile(file: FileDraft, error: OutsideError): Message {
  const why = `${file.title} could not be uploaded. ${error.message}`
  const begins = file.content.slice(0, maxText).trim()
  return { text: why, blocks: [section(why), ...(begins === '' ? [] : [section(begins)])] }
}

const apology = (text: string): Message => ({ text, blocks: [section(text)] })

export const wentWrong = apology(
  'Something went wrong inside Belay. It is in the log; what you asked for may not have been done.',
)

export const notOurs = apology(
  'Belay works for the people of its own workspace only. Ask somebody there to do it for you.',
)

export const nobodyKnown = apology(
  'Slack has not told Belay which workspace it belongs to, so nothing was done. Try again in a moment.',
)

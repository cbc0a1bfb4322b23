import { z } from 'zod'
import { type Sealed, seal } from '../../domain/sealed.ts'
import type { Invocation } from '../../ports/invocation.ts'
import { Id, Interaction, readPlace } from './place.ts'

const One = z.string().nullish()
const Option = z.object({ value: z.string().nullish() })

/** What an element of a form holds. */
const Held = z.object({
  value: One,
  selected_option: Option.nullish(),
  selected_user: One,
  selected_channel: One,
  selected_conversation: One,
  selected_date: One,
  selected_time: One,
  selected_date_time: z.number().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_options: z.array(Option).nullish(),
  selected_channels: z.array(z.string()).nullish(),
})

export const Submission = Interaction.extend({
  type: z.literal('view_submission'),
  trigger_id: z.string().nullish(),
  view: z.object({
    id: z.string(),
    app_installed_team_id: Id.nullish(),
    hash: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Held)) }),
  }),
})

export const Closed = Interaction.extend({
  type: z.literal('view_closed'),
  view: z.object({ callback_id: z.string(), app_installed_team_id: Id.nullish() }),
})

/**
 * A filled-in modal: its private metadata is the command line, each block_id the name of an argument; what an element
 * called `sealed` holds is sealed here, before anybody reads it.
 */
export function fromSubmission({ view, user, team, trigger_id }: z.infer<typeof Submission>): Invocation {
  const { commandLine, place } = readPlace(view.private_metadata)
  const fields: Record<string, string> = {}
  let sealed: Sealed | undefined
  for (const [name, elements] of Object.entries(view.state.values)) {
    const [[id, element] = []] = Object.entries(elements)
    const value = element && chosen(element)
    if (value === undefined || value === '') continue
    if (id === 'sealed') sealed = seal(value)
    else fields[name] = value
  }
  return {
    id: `${view.id}:${view.hash}`,
    source: 'modal',
    text: commandLine,
    fields,
    ...(sealed && { sealed }),
    user: user.id,
    team: user.team_id ?? team?.id ?? '',
    ...place,
    ...(trigger_id ? { triggerId: trigger_id } : {}),
  }
}

/** The one thing an element holds; several choices are separated by commas. */
function chosen(element: z.infer<typeof Held>): string | undefined {
  const one =
    element.value ??
    element.selected_option?.value ??
    element.selected_user ??
    element.selected_channel ??
    element.selected_conversation ??
    element.selected_date ??
    element.selected_time ??
    element.selected_date_time
  if (one !== null && one !== undefined) return String(one)
  const many =
    element.selected_users ??
    element.selected_options?.map(option => option.value) ??
    element.selected_channels
  return many?.join(',')
}

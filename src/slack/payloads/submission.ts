import type { ViewOutput, ViewSubmitAction } from '@slack/bolt'
import type { Invocation } from '../../ports/invocation.ts'
import { readPlace } from './place.ts'

type StateValue = ViewOutput['state']['values'][string][string]

/** A filled-in modal: its private metadata is the command line, each block_id the name of an argument. */
export function fromSubmission({ view, user, team, trigger_id }: ViewSubmitAction): Invocation {
  const { commandLine, place } = readPlace(view.private_metadata)
  const fields: Record<string, string> = {}
  for (const [name, elements] of Object.entries(view.state.values)) {
    const [element] = Object.values(elements)
    const value = element && chosen(element)
    if (value !== undefined && value !== '') fields[name] = value
  }
  return {
    id: `${view.id}:${view.hash}`,
    source: 'modal',
    text: commandLine,
    fields,
    user: user.id,
    team: user.team_id ?? team?.id ?? '',
    ...place,
    ...(trigger_id ? { triggerId: trigger_id } : {}),
  }
}

/** The one thing an element holds; several choices are separated by commas. */
function chosen(element: StateValue): string | undefined {
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

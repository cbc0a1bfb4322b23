import type { Offer } from '../../blocks/button.ts'
import { OutsideError, UserError } from '../../src/domain/errors.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { withLadder } from '../../src/domain/responders.ts'
import type { System } from '../../src/domain/system.ts'
import type { Call } from '../../src/engine/command.ts'

/** What whoever has declared an incident may do next: to take it is for responders, and others see who they are. */
export async function nextFor(
  incident: Incident,
  system: System,
  { invocation, faces }: Pick<Call<unknown>, 'invocation' | 'faces'>,
): Promise<Offer[]> {
  const details = { label: 'Details', command: `incident show ${incident.id}` }
  const asked = faces.people.has(withLadder(system), 'responders', invocation.user)
  const responds = await faces.inTime(asked).catch(notTold)
  return responds === false
    ? [details, { label: 'Who is on call', command: `oncall --system ${system.system}` }]
    : [{ label: 'Acknowledge', command: `incident ack ${incident.id}` }, details]
}

/** The incident is open all the same: whoever may not take it is told why when they press the button. */
function notTold(error: unknown): undefined {
  if (!(error instanceof UserError || error instanceof OutsideError)) throw error
}

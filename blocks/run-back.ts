import type { Run } from '../src/domain/run/run.ts'
import type { Offer } from './button.ts'

/** What takes a change back that is done, where that is a command of its own: it is planned, and approved, like any other. */
export function ofBack({ operation, system, environment, service, input, plan }: Run): Offer[] {
  const place = `--system ${system} --environment ${environment}`
  const at = service === undefined ? place : `${place} --service ${service}`
  // Not all that were named: some were so already.
  const changed = `--pool ${input.pool} --users "${plan.calls.map(({ params }) => params.user).join(' ')}"`
  switch (operation) {
    case 'bluegreen':
    case 'bluegreen switch':
      return [
        { label: 'Switch back', command: `bluegreen switch ${at}` },
        { label: 'End the other colour', command: `bluegreen retire ${at}` },
      ]
    case 'compose down':
      return [
        {
          label: 'Start again',
          command: `compose up ${service === undefined ? `${place} --service all` : at}`,
        },
      ]
    case 'users disable':
      return [{ label: 'Let them in again', command: `users enable ${place} ${changed}` }]
    case 'users enable':
      return [{ label: 'Shut them out again', command: `users disable ${place} ${changed}` }]
    default:
      return []
  }
}

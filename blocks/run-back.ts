import type { Run } from '../src/domain/run/run.ts'
import type { Offer } from './button.ts'

/** What takes a change back that is done, where that is a command of its own: it is planned, and approved, like any other. */
export function ofBack(run: Run): Offer[] {
  const { operation, system, environment, service } = run
  const place = `--system ${system} --environment ${environment}`
  const at = service === undefined ? place : `${place} --service ${service}`
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
      return [{ label: 'Let them in again', command: `users enable ${place} ${changedUsers(run)}` }]
    case 'users enable':
      return [{ label: 'Shut them out again', command: `users disable ${place} ${changedUsers(run)}` }]
    default:
      return []
  }
}

/** Not all that were named: some were so already. */
const changedUsers = ({ input, plan }: Run): string =>
  `--pool ${input.pool} --users "${plan.calls.map(({ params }) => params.user).join(' ')}"`

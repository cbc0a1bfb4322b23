import { OutsideError, UserError } from '../../domain/errors.ts'
import { failure } from '../http-failure.ts'

/** How long one question may take, in milliseconds. */
export const callMs = 2_500

export const refused = (message: string): OutsideError =>
  new OutsideError(message, { service: 'postgres', fault: 'refused', effect: 'none' })

/** Whether it is PostgreSQL that says so, by a code of its own: not the connection's, as EPIPE. */
export const isSaid = (error: Error): boolean =>
  'code' in error && /^(?!E[A-Z]{4})[0-9A-Z]{5}$/.test(`${error.code}`)

/** PostgreSQL's own codes, and the connection's. No error of the client's leaves here: it may hold the address. */
export function inWords(error: unknown, changes: boolean): unknown {
  if (error instanceof OutsideError || error instanceof UserError || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  switch (code) {
    case '28P01':
    case '28000':
      return refused('PostgreSQL does not let Belay in: check the user and password in its secret.')
    case '3D000':
      return refused('PostgreSQL has no database of the name in its secret.')
    case '42501':
      return refused(
        `Belay's user of PostgreSQL may not do that: GRANT pg_monitor lets it look, pg_signal_backend end connections, the owner of a table (from 17 on pg_maintain) tidy it up, and CREATEROLE give users passwords.`,
      )
    case '57014':
      return refused('PostgreSQL took longer than Belay lets it: it is busy.')
    case '53300':
      return refused('PostgreSQL has no connection left for Belay: its most are taken.')
    case '55P03':
      return refused('Somebody else has the table locked: try again when they are done.')
  }
  if (isSaid(error)) return refused(`PostgreSQL answered ${code}: ${error.message.slice(0, 200)}`)
  const why = /timeout/i.test(error.message) ? `no answer in ${callMs / 1000} s` : failure(error, callMs)
  return new OutsideError(`PostgreSQL cannot be reached: ${why}.`, {
    service: 'postgres',
    fault: 'away',
    effect: changes ? 'unknown' : 'none',
  })
}

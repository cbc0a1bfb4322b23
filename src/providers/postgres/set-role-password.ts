import type { z } from 'zod'
import { OutsideError } from '../../domain/errors.ts'
import { type Maker, maker } from '../../ports/calls/call.ts'
import { setRolePassword } from '../../ports/calls/postgres.ts'
import type { ReadHeld } from '../../ports/secrets.ts'
import type { AskPostgres } from './ask.ts'
import { verifierOf } from './verifier.ts'

type Params = z.infer<typeof setRolePassword.params>

const printable = /^[\x20-\x7e]+$/

/**
 * Gives a user the password that a secret's version holds. PostgreSQL tells nobody which password a user has, and the same
 * one twice is the same: a lost answer is asked for again.
 */
export const createSetRolePassword = ({ read, change }: AskPostgres, held: ReadHeld): Maker =>
  maker<Params>({
    kind: setRolePassword,
    repeatable: true,
    async look({ user, ...target }) {
      const found = await read(target, 'SELECT 1 FROM pg_roles WHERE rolname = $1', [user])
      return found.length > 0 ? { is: 'before' } : { is: 'other', how: `PostgreSQL has no user ${user}.` }
    },
    async start({ user, ...params }, _made, guard) {
      const { url, secret, ...vault } = params
      const password = await held(params, vault)
      if (!printable.test(password))
        throw new OutsideError(
          `the secret ${secret} is no password that PostgreSQL takes the same everywhere`,
          {
            service: 'postgres',
            fault: 'refused',
            effect: 'none',
          },
        )
      const { escapeIdentifier, escapeLiteral } = (await import('pg')).default
      const verifier = escapeLiteral(await verifierOf(password))
      await change({ url, ...vault }, `ALTER ROLE ${escapeIdentifier(user)} PASSWORD ${verifier}`, [], guard)
      return {}
    },
  })

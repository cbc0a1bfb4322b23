import type { z } from 'zod'
import { type Maker, maker } from '../../ports/calls/call.ts'
import { setUserPassword } from '../../ports/calls/mongodb.ts'
import type { ReadHeld } from '../../ports/secrets.ts'
import type { AskMongo } from './ask.ts'

type Params = z.infer<typeof setUserPassword.params>

/**
 * Gives a user the password that a secret's version holds, which MongoDB leaves out of its log. It tells nobody which one a
 * user has, and the same one twice is the same: a lost answer is asked for again.
 */
export const createSetUserPassword = (ask: AskMongo, held: ReadHeld): Maker =>
  maker<Params>({
    kind: setUserPassword,
    repeatable: true,
    async look({ user, ...target }) {
      const { users } = await ask(target, db => db.command({ usersInfo: user }))
      return Array.isArray(users) && users.length > 0
        ? { is: 'before' }
        : { is: 'other', how: `MongoDB has no user ${user}.` }
    },
    async start({ user, url, ...params }, _made, guard = () => {}) {
      const pwd = await held(params, params)
      await ask({ url, ...params }, db => db.command({ updateUser: user, pwd }), guard)
      return {}
    },
  })

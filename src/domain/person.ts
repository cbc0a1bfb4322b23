import { z } from 'zod'

/** A Slack user id (`U…`/`W…`), a user group's handle (`@oncall`) or an e-mail address. */
export const Person = z
  .string()
  .regex(
    /^(?:[UW][A-Z0-9]{2,}|@[\w.-]+|[^\s@]+@[^\s@]+\.[^\s@]+)$/,
    'expected a Slack user id, an @usergroup or an e-mail',
  )
export type Person = z.infer<typeof Person>

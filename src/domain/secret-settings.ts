import { z } from 'zod'
import { Milliseconds } from './duration.ts'
import { Name, Text } from './setting.ts'

/** A secret of Secrets Manager by its name or its ARN. */
const SecretId = z
  .string()
  .regex(
    /^(?:[\w/+=.@!-]{1,512}|arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@!-]{1,512})$/,
    'expected the name or the ARN of a secret in Secrets Manager',
  )

/** A parameter of Systems Manager's Parameter Store by its name. */
const ParameterName = z
  .string()
  .regex(/^\/?[\w.-]+(?:\/[\w.-]+){0,14}$/, 'expected the name of a parameter such as /shop/db-password')

/** Where else the same value has to be: in another secret, or in a parameter of type SecureString. */
const Copy = z.union([
  z.strictObject({ sm: SecretId, key: z.string().min(1).max(100).optional() }),
  z.strictObject({ ssm: ParameterName }),
])
export type Copy = z.infer<typeof Copy>

/** What commands call a copy by. */
export const copyName = (copy: Copy): string => ('ssm' in copy ? copy.ssm : copy.sm)

/**
 * A secret that a team's services use, and how it is given another value: Belay makes one, AWS does by its own rotation,
 * or a person brings one that somebody else has made.
 */
export const ManagedSecret = z
  .strictObject({
    sm: SecretId,
    from: z.enum(['belay', 'aws', 'person']).default('belay'),
    /** Where it is a JSON object: which of its members holds the value. The others stay as they are. */
    key: z.string().min(1).max(100).optional(),
    /** How many characters Belay makes: 192 bits without it. Some databases take no more than 30 or 41. */
    length: z.int().min(20).max(128).optional(),
    /** Whose password it is: that of the user that RDS calls the master, or of another one. */
    database: Name.optional(),
    user: z
      .string()
      .regex(/^[A-Za-z_][\w$.@-]{0,62}$/, 'expected the name of a user of the database')
      .optional(),
    /** Where its value goes besides, and nowhere else. */
    copies: z.array(Copy).default([]),
    /** Who reads it when they start, and is restarted for it. */
    services: z.array(Name).default([]),
    maxAge: Milliseconds.optional(),
    /** What whoever gives it another value should know. */
    note: Text.optional(),
  })
  .refine(({ from, database }) => from !== 'person' || database === undefined, {
    error: 'expected from belay or aws: the password of a database is changed there as well',
    path: ['from'],
  })
  .refine(({ user, database }) => user === undefined || database !== undefined, {
    error: 'expected database beside user: the one whose user it is',
    path: ['user'],
  })
  .refine(({ from, length }) => from === 'belay' || length === undefined, {
    error: 'expected a length only where Belay makes the value',
    path: ['length'],
  })
export type ManagedSecret = z.infer<typeof ManagedSecret>

/** Where the value of a secret has to be besides, by what commands call it: its database first. */
export const placesOf = ({ database, copies }: Pick<ManagedSecret, 'database' | 'copies'>): string[] => [
  ...(database === undefined ? [] : [database]),
  ...copies.map(copyName),
]

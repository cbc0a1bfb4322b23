import { type Path, type Rule, repeated } from './contradiction.ts'
import { copyName } from './secret-settings.ts'

const orNothing = (names: object): string => Object.keys(names).join(', ') || 'it has none'

/** What must fit together in what a system file says of secrets. */
export const secretRules: Rule[] = [
  {
    reads: ['environments'],
    faults: ({ environments }) =>
      Object.entries(environments).flatMap(
        ([environment, { secrets = {}, services: known, databases = {} }]) =>
          Object.entries(secrets).flatMap(([name, { sm, services, copies, database, user, from }]) => {
            const path: Path = ['environments', environment, 'secrets', name]
            const isUnknown = database !== undefined && !databases[database]
            const named = database === undefined ? undefined : databases[database]
            const changes =
              user === undefined ? named?.rds : (named?.maintenance ?? named?.mongodb?.maintenance)
            const isElsewhere = named !== undefined && changes === undefined
            return [
              ...repeated(services, [...path, 'services']),
              ...repeated(copies.map(copyName), [...path, 'copies']),
              ...(copies.some(copy => copyName(copy) === sm)
                ? [{ path: [...path, 'copies'], expected: `other places than ${sm}, which is its own` }]
                : []),
              ...services.flatMap((service, i) =>
                known[service]
                  ? []
                  : [
                      {
                        path: [...path, 'services', i],
                        expected: `a service of ${environment}: ${orNothing(known)}`,
                      },
                    ],
              ),
              ...(isUnknown
                ? [
                    {
                      path: [...path, 'database'],
                      expected: `a database of ${environment}: ${orNothing(databases)}`,
                    },
                  ]
                : []),
              ...(isElsewhere && from === 'belay'
                ? [
                    {
                      path: [...path, 'database'],
                      expected:
                        user === undefined
                          ? 'a database with rds, whose password RDS changes'
                          : 'a database with maintenance, a user that may give others a password',
                    },
                  ]
                : []),
            ]
          }),
      ),
  },
]

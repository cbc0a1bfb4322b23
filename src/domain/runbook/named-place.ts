import { UserError } from '../errors.ts'

/** Where a step of a runbook says that a client of a database goes, as far as it says so. */
export interface NamedPlace {
  host?: string
  port?: string
  database?: string
}

/** What an address that says less than all means, by its scheme; PostgreSQL's database is then called as its user. */
const usual: Record<string, { port: string; database?: string }> = {
  postgres: { port: '5432' },
  postgresql: { port: '5432' },
  redis: { port: '6379', database: '0' },
  rediss: { port: '6379', database: '0' },
  mongodb: { port: '27017', database: 'test' },
  'mongodb+srv': { port: '27017', database: 'test' },
}

/** The scheme, the user, the hosts and the database of an address; a MongoDB may have several hosts. */
const parts = /^([a-z+]+):\/\/(?:([^:@/?]*)[^@/?]*@)?([^/?]*)\/?([^?]*)/i

/** The places that an address leads to, one for each of its hosts. */
function placesIn(url: string): Required<NamedPlace>[] {
  const [, scheme = '', user = '', hosts = '', path = ''] = parts.exec(url) ?? []
  const { port: usualPort = '', database = user } = usual[scheme.toLowerCase()] ?? {}
  return hosts.split(',').map(one => {
    const [, host = '', port = usualPort] = /^(.*?)(?::(\d+))?$/.exec(one)!
    return { host: host.toLowerCase(), port, database: path || database }
  })
}

/** Whether an address is what a step names; what it leaves out may be anything. */
export const isMeant = (url: string, { host, port, database }: NamedPlace): boolean =>
  placesIn(url).some(
    place =>
      (host === undefined || host.toLowerCase() === place.host) &&
      (port === undefined || port === place.port) &&
      (database === undefined || database === place.database),
  )

/** "db.example.com:5433/shop" */
export const placeInWords = ({ host = '', port, database }: NamedPlace): string =>
  [host, port === undefined ? '' : `:${port}`, database === undefined ? '' : `/${database}`].join('')

/** Refuses to ask another place than a step means. Of the address itself nothing is told: it may be a secret. */
export function onlyMeant(url: string, meant: NamedPlace | undefined): void {
  if (meant && !isMeant(url, meant))
    throw new UserError(
      `The step names ${placeInWords(meant).slice(0, 120)}, and the address in the system file is another: name that one in the step or none, or give that place to the system file as one more.`,
    )
}

/** What says to a client of a database what it is to do, so that nobody has to sit at it. */
const tells = /\s(?:-[A-Za-z]*[cefl]|--(?:command|eval|execute|file|list))(?:[\s=]|$)/

/** Whether a command starts a client of a database, and tells it nothing. */
export function opensClient(text: string): boolean {
  const [, client, rest = ''] =
    /^(?:\S*\/)?(psql|mysql|mariadb|mongosh?|redis-cli)((?:\s.*)?)$/s.exec(text) ?? []
  if (client === undefined) return false
  return client === 'redis-cli' ? withoutOptions(rest) === '' : !tells.test(rest)
}

const withoutOptions = (rest: string): string =>
  rest
    .replace(/\s-(?:[hpanus]|-user|-pass)\s+\S+/g, '')
    .replace(/\s-\S+/g, '')
    .trim()

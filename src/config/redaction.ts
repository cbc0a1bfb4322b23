import type { Config } from './environment.ts'

/** What is shorter would be found in other words, too. */
const shortest = 6

/** Everything that Belay is told and that nobody else is to read, the longest first. */
export function secretsIn(
  { slack, redisUrl, pagerduty, webhookToken, github, heartbeatUrl }: Config,
  more: Record<string, string | undefined>,
): string[] {
  const given = [
    ...[slack.botToken, slack.signingSecret, slack.appToken, pagerduty.apiToken, webhookToken, github.token],
    ...[heartbeatUrl, ...pagerduty.webhookSecrets, ...Object.values(more)],
    ...[redisUrl, heartbeatUrl, ...Object.values(more)].flatMap(partsOf),
  ]
  return [...new Set(given)]
    .filter(secret => secret !== undefined)
    .filter(secret => secret.length >= shortest)
    .sort((a, b) => b.length - a.length)
}

/** What in an address lets its reader in: a password, and all that stands behind the host. */
function partsOf(address: string | undefined): string[] {
  if (address === undefined || !URL.canParse(address)) return []
  const { password, pathname, search, searchParams } = new URL(address)
  return [
    password,
    decodeURIComponent(password),
    pathname.slice(1),
    search.slice(1),
    ...searchParams.values(),
  ]
}

/** A line of the log, in JSON, without any of these: a library may quote what it was given. */
export function redacting(secrets: string[]): (line: string) => string {
  const written = secrets.map(secret => JSON.stringify(secret).slice(1, -1))
  return line => written.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), line)
}

import type { Simple, Text } from '../../domain/runbook/line.ts'
import { literal, shown } from '../text.ts'
import { contentOf, type Variables } from './variables.ts'

/** What a command is told once for all that follow, kept as if it were a variable: no variable is called so. */
const context = { kubectl: 'kubectl config use-context', docker: 'docker context use' }

const docker = { DOCKER_HOST: '--host', DOCKER_CONTEXT: '--context', [context.docker]: '--context' }

/** What says to a command where it goes, besides its options: names of variables, by the option that says the same. */
const settings: Record<string, Record<string, string>> = {
  aws: {
    AWS_REGION: '--region',
    AWS_DEFAULT_REGION: '--region',
    AWS_PROFILE: '--profile',
    AWS_ENDPOINT_URL: '--endpoint-url',
  },
  kubectl: { KUBECONFIG: '--kubeconfig', [context.kubectl]: '--context' },
  docker,
  'docker-compose': { ...docker, COMPOSE_FILE: '--file', COMPOSE_PROJECT_NAME: '--project-name' },
  psql: { PGHOST: '--host', PGPORT: '--port', PGDATABASE: '--dbname' },
}

/** What only lets a command in somewhere, or says how it prints: the system file and Belay see to that. */
const others =
  /^(?:AWS_(?:PAGER|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|PG(?:PASSWORD|USER|CONNECT_TIMEOUT)|REDISCLI_AUTH|MYSQL_PWD|LANG|LC_\w+|NO_COLOR)$/

/** Whether a command that is given a variable is still the one that Belay carries out. */
export const mayBeAround = (variable: string, command: string): boolean =>
  others.test(variable) || (Object.hasOwn(settings, command) && Object.hasOwn(settings[command]!, variable))

/** A command with what is set around it, as what it would be told with; what it is told itself counts more. */
export function withSurroundings(command: Simple, variables: Variables): Simple {
  const [first = [], ...rest] = command.words
  const name = literal(first) ?? ''
  const told: Text[] = []
  for (const [variable, option] of Object.entries(Object.hasOwn(settings, name) ? settings[name]! : {})) {
    const set = command.sets.find(one => one.name === variable)?.value
    const value = set ?? (variables.has(variable) ? contentOf(variable, variables) : undefined)
    const isTold = [...told, ...rest].some(word =>
      [option, `${option}=`].some(said => startsWith(word, said)),
    )
    if (value && !isTold) told.push([option], value)
  }
  return told.length === 0 ? command : { ...command, words: [first, ...told, ...rest] }
}

const startsWith = ([head]: Text, said: string): boolean =>
  typeof head === 'string' && (head === said || (said.endsWith('=') && head.startsWith(said)))

/** `kubectl config use-context staging`: the commands below are told that. */
export function noteContext({ words }: Simple, variables: Variables): void {
  const said = words.slice(0, 3).map(shown).join(' ')
  if (Object.values(context).includes(said) && words[3]) variables.set(said, words[3])
}

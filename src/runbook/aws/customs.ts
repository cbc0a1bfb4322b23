import { nearest } from '../../domain/nearest.ts'
import type { Text } from '../../domain/runbook/line.ts'
import type { Tree } from '../../domain/runbook/verdict.ts'
import { act, byHand, type Judged } from '../families/family.ts'
import { strays } from '../families/options.ts'
import { taskOf } from '../families/task.ts'
import { literal, shown } from '../text.ts'
import { type Flag, globals } from './globals.ts'

export interface Custom {
  verb: string
  positional: Text[]
  flags: Flag[]
}

/** What the command line of AWS has beside the operations of the API. */
export const customs: Record<string, (custom: Custom) => Judged> = {
  'logs tail': tail,
  's3 *': s3,
  'ecs execute-command': execute,
  'ssm start-session': () => byHand('it opens a session that somebody sits at', 'change'),
  'configure *': () => byHand('it sets up the command line of your machine', 'change'),
  'ecr get-login-password': () => byHand('it signs you in on your machine', 'read'),
  'eks update-kubeconfig': () => byHand('it sets up the command line of your machine', 'change'),
  'cloudformation deploy': () => byHand('it takes a file of your machine', 'change'),
  'cloudformation package': () => byHand('it takes a file of your machine', 'change'),
  'rds generate-db-auth-token': () => byHand('its answer lets in whoever has it', 'read'),
  'sso *': () => byHand('it signs you in on your machine', 'read'),
}

const tailFlags = [
  'since',
  'until',
  'follow',
  'format',
  'filter-pattern',
  'log-stream-names',
  'log-stream-name-prefix',
]

function tail({ positional: [group, ...more], flags }: Custom): Judged {
  if (!group || more.length > 0)
    return byHand(
      'it names no log group',
      'read',
      'aws logs tail takes one log group, as in: aws logs tail /ecs/shop --since 30m',
    )
  const troubles = unknown('aws logs tail', flags, tailFlags)
  for (const { name, words } of flags) {
    const said = literal(words[0])
    if (
      (name === 'since' || name === 'until') &&
      said !== undefined &&
      !/^\d+[smhdw]$|^\d{4}-\d\d-\d\d/.test(said)
    )
      troubles.push(
        `aws logs tail: --${name} is a time such as 30m or 2026-01-31T12:00:00, and "${said}" is none`,
      )
  }
  if (troubles.length > 0) return byHand('it cannot be carried out as it stands', 'read', ...troubles)
  const region = flags.find(({ name }) => name === 'region')?.words[0]
  const judged = act('aws', 'logs:tail', 'read', { group, ...given(flags) }, region ? { on: { region } } : {})
  const isOurs = flags.some(({ name }) => name === 'until')
  return isOurs
    ? { ...judged, troubles: ['aws logs tail has no --until; Belay ends there all the same'] }
    : judged
}

/** What a listing takes; a copy's `--exclude` and the like would leave some of it out. */
const listFlags: Record<string, string[]> = {
  ls: ['recursive', 'human-readable', 'summarize', 'request-payer'],
  sync: ['delete', 'quiet', 'only-show-errors', 'no-progress', 'size-only', 'exact-timestamps'],
}

/** What a copy takes besides, and no listing does justice to. */
const copyFlags =
  'exclude include dryrun acl follow-symlinks no-follow-symlinks storage-class sse sse-kms-key-id source-region content-type metadata metadata-directive cache-control'.split(
    ' ',
  )

function s3({ verb, positional: [from, to], flags }: Custom): Judged {
  const isRemote = (word: Text | undefined) => word !== undefined && shown(word).startsWith('s3://')
  const { region } = Object.fromEntries(flags.map(({ name, words }) => [name, words[0]]))
  const list = (deep: boolean) =>
    act(
      ...(['aws', 's3:list', 'read', { ...(from && { from }), deep: { boolean: deep } }] as const),
      region ? { on: { region } } : {},
    )
  const isDeep = flags.some(({ name }) => name === 'recursive')
  if (verb === 'ls' || (verb === 'sync' && isRemote(from) && !isRemote(to))) {
    const troubles = unknown(`aws s3 ${verb}`, flags, [...listFlags[verb]!, ...copyFlags])
    const other = flags.find(({ name }) => copyFlags.includes(name))
    if (other) return byHand(strays({ option: `--${other.name}` }), 'read')
    if (troubles.length > 0) return byHand('it cannot be carried out as it stands', 'read', ...troubles)
    return list(verb === 'sync' || isDeep)
  }
  if (verb === 'cp' && isRemote(from) && !isRemote(to))
    return byHand('it writes a file on your machine', 'read')
  if (verb === 'presign') return byHand('its answer opens an object to whoever has it', 'change')
  const risk = verb === 'rm' || verb === 'rb' || verb === 'mv' ? 'destructive' : 'change'
  if (!['sync', 'cp', 'mv', 'rm', 'mb', 'rb', 'website'].includes(verb))
    return byHand('AWS knows no such operation', 'read', `aws s3 has no ${verb}`)
  return byHand(
    !isRemote(from) && from
      ? 'it takes a file of your machine'
      : 'Belay has no operation that changes objects of S3',
    risk,
  )
}

/** One command inside of a running task; a shell there is for people. */
function execute({ flags }: Custom): Judged {
  const troubles = unknown('aws ecs execute-command', flags, [
    'cluster',
    'task',
    'container',
    'command',
    'interactive',
    'non-interactive',
  ])
  if (troubles.length > 0) return byHand('it cannot be carried out as it stands', 'change', ...troubles)
  const command = flags.find(({ name }) => name === 'command')?.words[0]
  if (!command) return byHand('it names no command', 'change', 'aws ecs execute-command needs --command')
  const { cluster, task, container } = given(flags)
  const region = flags.find(({ name }) => name === 'region')?.words[0]
  const judged = taskOf([command], {
    ecs: { map: { ...(cluster && { cluster }), ...(task && { task }), ...(container && { container }) } },
    ...(region && { region }),
  })
  const isWhole = flags.some(({ name }) => name.endsWith('interactive'))
  if (isWhole || 'byHand' in judged) return judged
  return { ...judged, troubles: ['aws ecs execute-command needs --interactive; Belay does without it'] }
}

const given = (flags: readonly Flag[]): Record<string, Tree> =>
  Object.fromEntries(
    flags
      .filter(({ name }) => !globals.has(name))
      .map(({ name, words }): [string, Tree] => [name, words[0] ?? { boolean: true }]),
  )

function unknown(command: string, flags: readonly Flag[], known: string[]): string[] {
  return flags
    .filter(({ name }) => !known.includes(name) && !globals.has(name))
    .map(({ name }) => {
      const meant = nearest(name, known)
      return `${command}: there is no --${name}${meant ? `: --${meant} is meant?` : ''}`
    })
}

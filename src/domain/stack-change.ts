/** What a change set of CloudFormation does to one resource. */
export interface ResourceChange {
  action: string
  name: string
  type: string
  /** Whether another one takes its place: `True`, `False`, `Conditional`. */
  replacement?: string
  /** What becomes of the one that goes: `Delete`, `Retain`, `Snapshot`, `ReplaceAndDelete` … */
  policy?: string
  /** What of it changes: properties, or its tags. */
  what: string[]
}

/** What an approval is bound to besides the change set itself: everything that was shown of it. */
export const changesDigest = (changes: ResourceChange[]): string => changeLines(changes).join('\n')

/** Types of resources that hold what cannot be made anew. */
const keeping =
  /^AWS::(?:RDS|DocDB|Neptune|DynamoDB|S3::Bucket$|EFS|FSx|ElastiCache|MemoryDB|OpenSearchService|Elasticsearch|Redshift|Cognito::(?:UserPool|IdentityPool)$|KMS::Key$|SecretsManager::Secret$|SQS::Queue$|Kinesis|Logs::LogGroup$|EC2::Volume$|ECR::Repository$|Backup::BackupVault$)/

export const isKeeping = (type: string): boolean => keeping.test(type)

const isReplaced = ({ action, replacement }: ResourceChange): boolean =>
  action === 'Modify' && replacement !== undefined && replacement !== 'False'

/** Whether something that is there now is not afterwards. */
export const isLost = (change: ResourceChange): boolean =>
  (change.action === 'Remove' || isReplaced(change)) && !/Retain$/.test(change.policy ?? '')

/** What is lost first, then what changes, then what comes. */
export function inOrder(changes: ResourceChange[]): ResourceChange[] {
  const order = (change: ResourceChange) =>
    isLost(change) ? (isKeeping(change.type) ? 0 : 1) : change.action === 'Add' ? 3 : 2
  return [...changes].sort((a, b) => order(a) - order(b))
}

/** A line for each. */
export const changeLines = (changes: ResourceChange[]): string[] => inOrder(changes).map(lineOf)

/** So many lines are read one by one. */
const readMost = 40
/** So many of a group are named. */
const named = 5

/**
 * What is shown of a change set: what holds something and is lost in a line of its own, the others by what is done to
 * which type where they are many.
 */
export function shownChanges(changes: ResourceChange[]): string[] {
  if (changes.length <= readMost) return changeLines(changes)
  const dear = changes.filter(change => isLost(change) && isKeeping(change.type))
  const groups = new Map<string, ResourceChange[]>()
  for (const change of inOrder(changes).filter(change => !dear.includes(change))) {
    const kind = `${verbOf(change)} ${change.type}`
    groups.set(kind, [...(groups.get(kind) ?? []), change])
  }
  return [...changeLines(dear), ...[...groups.values()].map(groupLine)]
}

/** "add 120 AWS::ApiGateway::Method: GetUser, PutUser, … and 115 more" */
function groupLine(group: ResourceChange[]): string {
  const [first] = group as [ResourceChange]
  return group.length === 1 ? lineOf(first) : `${verbOf(first)} ${group.length} ${first.type}: ${few(group)}`
}

function few(changes: ResourceChange[]): string {
  const names = changes.slice(0, named).map(({ name }) => name)
  return `${names.join(', ')}${changes.length > named ? ` and ${changes.length - named} more` : ''}`
}

/** "replace Database, AWS::RDS::DBInstance: DBInstanceIdentifier" */
function lineOf(change: ResourceChange): string {
  const { name, type, what } = change
  return `${verbOf(change)} ${name}, ${type}${what.length > 0 ? `: ${what.join(', ')}` : ''}`
}

export function verbOf(change: ResourceChange): string {
  const { action, replacement, policy = '' } = change
  const kept = /Retain$/.test(policy) ? ' from the stack, and leave it,' : ''
  if (action === 'Remove') return `remove${kept}`
  if (isReplaced(change)) return replacement === 'Conditional' ? 'replace perhaps' : 'replace'
  return action === 'Modify' ? 'change' : action.toLowerCase()
}

/** What is lost for good, loudly; what else is replaced or removed, plainly. */
export function lossWarnings(changes: ResourceChange[]): string[] {
  const lost = changes.filter(isLost)
  const dear = lost.filter(({ type }) => isKeeping(type))
  const others = lost.filter(({ type }) => !isKeeping(type))
  return [
    ...dear.map(change => `${change.name} (${change.type}) ${fateOf(change)}`),
    ...(others.length > 0
      ? [
          `Replaced or removed, with what they serve meanwhile: ${changes.length > readMost ? few(others) : others.map(({ name }) => name).join(', ')}.`,
        ]
      : []),
  ]
}

function fateOf(change: ResourceChange): string {
  const snapshot = /Snapshot$/.test(change.policy ?? '')
  const data = snapshot ? 'a snapshot of what is in it is kept' : 'WHAT IS IN IT IS LOST'
  if (change.action === 'Remove') return `IS DELETED: ${data}.`
  const by =
    change.replacement === 'Conditional' ? 'MAY BE REPLACED by an empty one' : 'IS REPLACED by an empty one'
  return `${by}: ${data}.`
}

import { parse } from 'yaml'

interface Resource {
  Type: string
  Properties?: Record<string, unknown>
  DeletionPolicy?: 'Delete' | 'Retain' | 'Snapshot'
}

export interface Template {
  Parameters?: Record<string, { Type: string; Default?: unknown }>
  Resources: Record<string, Resource>
  Outputs?: Record<string, { Value: string }>
}

/** What a change does to one resource, as DescribeChangeSet tells it. */
export interface Change {
  action: 'Add' | 'Modify' | 'Remove'
  name: string
  type: string
  replacement?: 'True' | 'False'
  policy?: string
  properties: string[]
  /** Its template says something that cannot be done, or not even be taken back. */
  isBad?: boolean
  isStuck?: boolean
}

export const templateOf = (body: string): Template => parse(body, { logLevel: 'error' })

/** Properties whose change makes another resource in the place of the one that is there. */
const identifying =
  /^(?:DBInstanceIdentifier|Engine|BucketName|TableName|FunctionName|UserPoolName|KmsKeyId)$/

/** What a template changes in what another one has made. */
export function differences(before: Template['Resources'], after: Template['Resources']): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name): Change[] => {
    const [old, now] = [before[name], after[name]]
    const type = (now ?? old)!.Type
    if (!now)
      return [{ action: 'Remove', name, type, policy: old?.DeletionPolicy ?? 'Delete', properties: [] }]
    const said = JSON.stringify(now.Properties ?? {})
    const trouble = {
      ...(said.includes('bad') && { isBad: true }),
      ...(said.includes('stuck') && { isBad: true, isStuck: true }),
    }
    if (!old) return [{ action: 'Add', name, type, properties: [], ...trouble }]
    const properties = changed(old.Properties ?? {}, now.Properties ?? {})
    if (properties.length === 0) return []
    const isReplaced = old.Type !== now.Type || properties.some(one => identifying.test(one))
    return [
      {
        action: 'Modify',
        name,
        type,
        replacement: isReplaced ? 'True' : 'False',
        ...(isReplaced && { policy: `ReplaceAnd${old.DeletionPolicy ?? 'Delete'}` }),
        properties,
        ...trouble,
      },
    ]
  })
}

const changed = (a: Record<string, unknown>, b: Record<string, unknown>): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    name => JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  )

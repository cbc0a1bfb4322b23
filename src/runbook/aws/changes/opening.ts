import type { Input, Text } from '../../../domain/runbook/line.ts'
import type { Tree } from '../../../domain/runbook/verdict.ts'
import { literal } from '../../text.ts'
import type { Change } from './change.ts'

const asked = (input: Input): Text => [{ of: 'input', input }]

/** A database that is opened: to one address, which runbooks leave open, and for a while. */
export const opening = (on: Record<string, Tree>, troubles: string[] = []) => ({
  operation: 'db open',
  risk: 'destructive' as const,
  input: {
    from: asked({
      name: 'your address',
      kind: 'text',
      example: '203.0.113.7',
      why: 'a database is opened to one address alone',
    }),
    reason: asked({ name: 'why', kind: 'text', why: 'everybody who is told of it reads it' }),
  },
  on,
  troubles,
})

/** Ports of databases: what lets somebody in there is one half of opening one. */
const ofDatabases = ['5432', '3306', '27017']

export const openingChanges: Change[] = [
  {
    of: 'ec2 authorize-security-group-ingress',
    takes: ['GroupId', 'GroupName', 'protocol', 'port', 'cidr'],
    as({ port, protocol, cidr }) {
      if (said(protocol) !== 'tcp' || !ofDatabases.includes(said(port) ?? '')) return undefined
      const isForAll = said(cidr) === '0.0.0.0/0'
      return opening({}, isForAll ? ['0.0.0.0/0 lets everybody in; Belay lets one address in'] : [])
    },
  },
]

const said = (tree: Tree | undefined): string | undefined => (Array.isArray(tree) ? literal(tree) : undefined)

import type { AwsCall } from '../call.ts'
import type { Where } from '../clients.ts'

const arnOf = ({ region }: Where, kind: string, name: string): string =>
  `arn:aws:rds:${region ?? '*'}:*:${kind}:${name}`

const about = (action: string, where: Where, kind: string, named: string, name: string): AwsCall => ({
  action: `rds:${action}`,
  resource: name,
  about: `${named} ${name}${where.region ? ` in ${where.region}` : ''}`,
  allow: { Resource: arnOf(where, kind, name) },
  ...(!/^(?:Describe|Download)/.test(action) && { changes: true }),
})

export const aboutInstance = (action: string, where: Where, id: string): AwsCall =>
  about(action, where, 'db', 'RDS instance', id)

export const aboutSnapshot = (action: string, where: Where, name: string): AwsCall =>
  about(action, where, 'snapshot', 'snapshot', name)

export const aboutGroup = (action: string, where: Where, name: string): AwsCall =>
  about(action, where, 'pg', 'parameter group', name)

import { OutsideError } from '../../../src/domain/errors.ts'

/** One address that is let in. */
export interface Rule {
  cidr: string
  port: number
  description: string
}

const refused = (code: string) =>
  new OutsideError(`AWS: ${code}`, { service: 'aws', fault: 'refused', effect: 'none', code })

/** The security group of a database in memory: who is let in from the internet. */
export function createGroup() {
  const rules: Rule[] = []
  const at = ({ cidr, port }: Pick<Rule, 'cidr' | 'port'>) =>
    rules.findIndex(one => one.cidr === cidr && one.port === port)
  return {
    rules,
    /** As EC2 describes it. */
    shown: () =>
      rules.map(({ cidr, port, description }) => ({
        IsEgress: false,
        IpProtocol: 'tcp',
        FromPort: port,
        ToPort: port,
        CidrIpv4: cidr,
        Description: description,
      })),
    authorize(rule: Rule): void {
      if (at(rule) >= 0) throw refused('InvalidPermission.Duplicate')
      rules.push(rule)
    },
    revoke(rule: Pick<Rule, 'cidr' | 'port'>): void {
      if (at(rule) < 0) throw refused('InvalidPermission.NotFound')
      rules.splice(at(rule), 1)
    },
  }
}

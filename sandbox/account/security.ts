import type { System } from '../../src/domain/system.ts'
import type { SimulatedAws } from '../aws/aws.ts'

const day = 24 * 3_600_000
const everybody = '0.0.0.0/0'
const tcp = (port: number, cidr = everybody) => ({ protocol: 'tcp', fromPort: port, toPort: port, cidr })

/** What an account gathers: groups that let everybody in, rightly and not, and roles that somebody has left behind. */
export function furnishSecurity(aws: SimulatedAws, systems: System[], now: number): void {
  aws.ec2.set('sg-0f1e2d3c4b5a69780', [tcp(80), tcp(443), tcp(443, '::/0')])
  aws.ec2.attach('sg-0f1e2d3c4b5a69780', 'public-web', {
    description: 'ELB app/public-web/50dc6c495c0c9188',
    publicIp: '203.0.113.20',
  })
  aws.ec2.set('sg-0d4c3b2a190807f6e', [tcp(22)])
  aws.ec2.attach('sg-0d4c3b2a190807f6e', 'bastion-2024', {
    description: '',
    instance: 'i-0abc123def4567890',
    publicIp: '203.0.113.21',
  })
  for (const { system } of systems) {
    const anHourAgo = now - 3_600_000
    aws.iam.set({
      name: `${system}-task`,
      createdAt: now - 500 * day,
      usedAt: anHourAgo,
      allowed: {
        dynamodb: undefined,
        logs: anHourAgo,
        s3: now - 2 * day,
        secretsmanager: anHourAgo,
        sqs: now - 210 * day,
      },
    })
    aws.iam.set({ name: `${system}-deploy`, createdAt: now - 500 * day, usedAt: now - 4 * day })
  }
  aws.iam.set({ name: 'legacy-deployer', createdAt: now - 900 * day, usedAt: now - 210 * day })
  aws.iam.set({ name: 'contractor-2024', createdAt: now - 380 * day })
  aws.iam.set({
    name: 'AWSServiceRoleForECS',
    path: '/aws-service-role/ecs.amazonaws.com/',
    createdAt: now - 900 * day,
  })
}

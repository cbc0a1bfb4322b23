import type { SimulatedAws } from '../aws/aws.ts'

const day = 86_400_000
const mb = 1_048_576

/** Users of a pool: most of them as they should be, some that nobody has needed for long. */
export function furnishUsers(aws: SimulatedAws, pool: string, now: number): void {
  const user = (name: string, changedDaysAgo: number, more = {}) => ({
    name,
    createdAt: now - 500 * day,
    changedAt: now - changedDaysAgo * day,
    ...more,
  })
  aws.cognito.set(pool, [
    ...Array.from({ length: 64 }, (_, i) => user(`pilot-${i + 1}`, i)),
    user('instructor-7', 310),
    user('pilot-70', 140, { status: 'FORCE_CHANGE_PASSWORD' }),
    user('pilot-71', 20, { enabled: false }),
  ])
}

/** What a repository keeps besides what runs: a build without a tag, and one of last spring. */
export function furnishImages(aws: SimulatedAws, image: string | undefined, now: number): void {
  const repository = image && /amazonaws\.com\/([^:]+)/.exec(image)?.[1]
  if (!repository) return
  aws.ecr.store(repository, [
    { tags: ['a1b2c3d4e5f60718293a4b5c6d7e8f9012345678'], bytes: 212 * mb, pushedAt: now - 2 * 3_600_000 },
    { tags: ['9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c'], bytes: 211 * mb, pushedAt: now - 120 * day },
    { tags: ['3c1f0e9d8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e'], bytes: 209 * mb, pushedAt: now - 9 * day },
    { tags: ['0123456789abcdef0123456789abcdef01234567'], bytes: 198 * mb, pushedAt: now - 210 * day },
    { tags: [], bytes: 203 * mb, pushedAt: now - 6 * day },
  ])
}

/** What an account pays for and nothing uses: a volume, an address, a load balancer of something that is gone. */
export function furnishLeftovers(aws: SimulatedAws, now: number): void {
  aws.ec2.volume({ id: 'vol-0a1b2c3d4e5f60718', gib: 100, madeAt: now - 210 * day, status: 'available' })
  aws.ec2.volume({ id: 'vol-0f9e8d7c6b5a40312', gib: 30, madeAt: now - 20 * day, status: 'in-use' })
  aws.ec2.address('203.0.113.40')
  aws.ec2.address('203.0.113.41', 'eipassoc-0a1b2c3d')
  const old = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/old-beta/0a1b2c3d4e5f6071'
  aws.elb.balance(old, { groups: [], madeAt: now - 600 * day })
}

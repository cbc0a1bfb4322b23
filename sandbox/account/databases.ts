import type { Database } from '../../src/domain/store-settings.ts'
import type { SimulatedAws } from '../aws/aws.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** An instance as its system file has it, with a week of backups, snapshots that somebody made and forgot, and its log. */
export function furnishDatabase(
  aws: SimulatedAws,
  { rds: id, backups, multiAz, maintenanceWindow }: Database,
  now: number,
): void {
  // One that environments share is there once.
  if (id === undefined || aws.rds.get(id)) return
  const retentionDays = Math.round((backups?.retention ?? 7 * day) / day)
  aws.rds.set({
    id,
    createdAt: now - 400 * day,
    retentionDays,
    updates: [{ action: 'system-update', what: 'New Operating System update is available' }],
    ...(backups?.window && { window: backups.window }),
    ...(multiAz !== undefined && { multiAz }),
    ...(maintenanceWindow && {
      maintenanceWindow: maintenanceWindow.replace(/^(\w+) (.+)-(.+)$/, '$1:$2-$1:$3'),
    }),
  })
  for (const group of aws.rds.get(id)!.securityGroups) aws.ec2.set(group)
  const made = (kind: 'manual' | 'automated', daysAgo: number) => {
    const at = now - daysAgo * day
    const date = new Date(at).toISOString().slice(0, 10)
    const name = kind === 'manual' ? `${id}-manual-${date.replaceAll('-', '')}` : `rds:${id}-${date}-03-12`
    aws.rds.snapshot({
      id: name,
      instance: id,
      kind,
      status: 'available',
      beganAt: at,
      storage: 20,
      tags: {},
    })
  }
  for (let back = 0; back < Math.min(retentionDays, 7); back++) made('automated', back + 0.2)
  for (const back of [12, 140, 260]) made('manual', back)
  const written = statements.map(({ ms, statement }, i) => ({
    at: now - (50 - i * 12) * minute,
    message: `app@app:[4711]:LOG:  duration: ${ms} ms  statement: ${statement}`,
  }))
  aws.logs.write(`/aws/rds/instance/${id}/postgresql`, ...written)
  aws.rds.log({
    instance: id,
    name: `error/postgresql.log.${new Date(now).toISOString().slice(0, 13).replace('T', '-')}`,
    writtenAt: now - minute,
    text: written.map(({ at, message }) => `${new Date(at).toISOString()}:${message}`).join('\n'),
  })
}

const statements = [
  { ms: '1204.113', statement: 'SELECT * FROM plans WHERE user_id = 42 ORDER BY created_at DESC' },
  { ms: '4821.904', statement: 'SELECT count(*) FROM events e JOIN users u ON u.id = e.user_id' },
  { ms: '1650.020', statement: "UPDATE sessions SET seen_at = now() WHERE token = 'tok-4f1b2c'" },
]

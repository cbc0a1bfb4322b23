import type { Task } from '../src/domain/task-settings.ts'

const day = 86_400_000

/** What a task prints that has gone well: a list of backups has one of each of the last nights, at two in UTC. */
export function printedBy({ command, backups }: Task, now: number): string {
  const last = Math.floor((now - 3 * 3_600_000) / day) * day + 2 * 3_600_000
  const listed = Array.from({ length: 7 }, (_, i) => {
    const name = new Date(last - i * day).toISOString().slice(0, 19).replaceAll(':', '-')
    return `backup-${name}  ${412 - i} MB`
  })
  return `> ${command.join(' ')}\n\n${backups ? listed.join('\n') : 'Done.'}\n`
}

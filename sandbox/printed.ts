import type { Task } from '../src/domain/task-settings.ts'

const day = 86_400_000

/** Two lines that a pattern is found in. */
function found([name, pattern = '']: string[], now: number): string | undefined {
  if (name !== 'grep') return undefined
  const [first = ''] = pattern.split('\\|')
  const line = (ago: number) => `${new Date(now - ago).toISOString()} ${first.replaceAll('.*', ' has ')}`
  return `${line(7_200_000)}\n${line(600_000)}`
}

/** What a task prints that has gone well: a list of backups has one of each of the last nights, at two in UTC. */
export function printedBy({ command, backups }: Task, now: number): string {
  const last = Math.floor((now - 3 * 3_600_000) / day) * day + 2 * 3_600_000
  const listed = Array.from({ length: 7 }, (_, i) => {
    const name = new Date(last - i * day).toISOString().slice(0, 19).replaceAll(':', '-')
    return `backup-${name}  ${412 - i} MB`
  })
  const said = backups || command[0] === 'ls' ? listed.join('\n') : (found(command, now) ?? 'Done.')
  return `> ${command.join(' ')}\n\n${said}\n`
}

import type { Text } from '../../domain/runbook/line.ts'
import { masked } from '../aws/holes.ts'

const quoted = (what: string) => `(?:"${what}"|'${what}')`
const user = quoted('([\\w$.@-]+)')
const hole = quoted('(\uE100\\d+\uE101)')
const form = new RegExp(
  `^\\s*db\\.(?:changeUserPassword\\(\\s*${user}\\s*,\\s*${hole}|updateUser\\(\\s*${user}\\s*,\\s*\\{\\s*["']?pwd["']?\\s*:\\s*${hole}\\s*\\})\\s*\\)\\s*;?\\s*$`,
)

/** An expression that gives a user another password, which is nothing else than what is known once the step is run. */
export function mongoPasswordIn(expression: Text): { user: string; password: Text } | undefined {
  const { text, back } = masked(expression)
  const [name, password] = (form.exec(text) ?? []).slice(1).filter(one => one !== undefined)
  return name === undefined || password === undefined ? undefined : { user: name, password: back(password) }
}

import type { Text } from '../../domain/runbook/line.ts'
import { masked } from '../aws/holes.ts'

const form =
  /^\s*ALTER\s+(?:USER|ROLE)\s+(?:"([\w$.@-]+)"|([a-z_][\w$]*))\s+(?:WITH\s+)?(?:ENCRYPTED\s+)?PASSWORD\s+'(\uE100\d+\uE101)'\s*;?\s*$/i

/** A statement that gives a user another password, which is nothing else than what is known once the step is run. */
export function passwordIn(statement: Text): { user: string; password: Text } | undefined {
  const { text, back } = masked(statement)
  const [, quoted, plain = '', password] = form.exec(text) ?? []
  return password === undefined
    ? undefined
    : { user: quoted ?? plain.toLowerCase(), password: back(password) }
}

import type { Code } from 'mdast'
import type { Step, Trouble } from '../domain/runbook/runbook.ts'
import { isCommand } from './commands.ts'
import { isForeign, languageOf } from './language.ts'
import { placesIn, type Source } from './markdown.ts'
import { readCommands, readConsole } from './shell/console.ts'
import { readShell } from './shell/fence.ts'
import type { Fence, Found } from './shell/found.ts'
import type { PlaceAt } from './shell/lines.ts'
import type { Variables } from './shell/variables.ts'
import { readSql } from './sql/fence.ts'

type Read = (text: string, variables: Variables, placeAt: PlaceAt) => Fence

/** Comments of PHP are those of a shell with another mark. */
const readPhp: Read = (text, variables, placeAt) => {
  if (/<\?|;\s*$/m.test(text)) return asContent(text, placeAt)
  return readShell(text.replace(/^(\s*)\/\/(?=\s)/gm, '$1# '), variables, offset => placeAt(offset))
}

/** What is to be set in a file. */
const asContent = (text: string, placeAt: PlaceAt): Fence => {
  const comment = /^\s*(?:#|\/\/)\s*(.*)/.exec(text)?.[1] ?? ''
  const found: Found = { title: comment, notes: [], text, place: placeAt(0) }
  return { found: [found], troubles: [] }
}

function all(read: Read, ...names: string[]): Record<string, Read> {
  return Object.fromEntries(names.map(name => [name, read]))
}

const languages = new Map<string, Read>(
  Object.entries({
    bash: readCommands,
    sh: readCommands,
    shell: readCommands,
    ...all(readCommands, 'zsh', 'ksh', 'dash', 'ash', 'shellscript', 'bash-script'),
    ...all(readConsole, 'console', 'shell-session', 'shellsession', 'sh-session', 'bash-session', 'terminal'),
    ...all((text, _, placeAt) => readSql(text, placeAt), 'sql', 'psql', 'pgsql', 'postgresql', 'postgres'),
    php: readPhp,
    yaml: (text, _, placeAt) => asContent(text, placeAt),
    yml: (text, _, placeAt) => asContent(text, placeAt),
  } satisfies Record<string, Read>),
)

/** The steps of a fence; none where it only shows something. */
export function fenceOf(
  source: Source,
  node: Code,
  variables: Variables,
): { steps: Step[]; troubles: Trouble[] } {
  const language = languageOf(node)
  const unnamed = isCommand(node.value) && !isForeign(language) ? readCommands : undefined
  const read = languages.get(language ?? '') ?? unnamed
  if (!read || !node.position) return { steps: [], troubles: [] }
  const { found, troubles } = read(node.value, variables, placesIn(source, node))
  return { steps: found.map(stepOf), troubles }
}

const stepOf = ({ title, notes, text, place, line }: Found): Step =>
  line
    ? { kind: 'command', id: '', title, notes, text, place, line }
    : { kind: 'item', id: '', title, notes, place, ...(text !== '' && { text }) }

import { type PipelineNode, parse, type Statement, type Word } from 'unbash'

/** What `watch '…'` repeats and `bash -c "…"` runs; undefined for any other command, and where an outer shell puts it together. */
export function scriptIn(node: PipelineNode): readonly Statement[] | undefined {
  if (node.type !== 'Command' || node.prefix.length > 0 || node.redirects.length > 0) return undefined
  const words = [...(node.name ? [node.name] : []), ...node.args.filter(arg => arg.type === 'Word')]
  const [name = '', ...options] = words
    .slice(words[0]?.value === 'sudo' ? 1 : 0, -1)
    .map(({ value }) => value)
  const isShell = /^(?:ba|z)?sh$/.test(name) && options.length === 1 && /^-l?c$/.test(options[0]!)
  const isWatch = name === 'watch' && /^(?: -(?:n|-interval) \S+| -\S+)*$/.test(['', ...options].join(' '))
  const text = isShell || isWatch ? plainIn(words.at(-1)!) : undefined
  const { commands, errors = [] } = parse(text ?? '')
  return errors.length === 0 && commands.length > 0 ? commands : undefined
}

/** A word in quotes, in which nothing is replaced. */
const plainIn = ({ value, parts }: Word): string | undefined =>
  parts?.every(
    part =>
      part.type === 'SingleQuoted' ||
      (part.type === 'DoubleQuoted' && part.parts.every(({ type }) => type === 'Literal')),
  ) !== false
    ? value
    : undefined

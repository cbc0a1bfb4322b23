import type { PipelineNode } from 'unbash'

/** Whether what follows with `&&` hangs on what it finds. */
export function isCondition(node: PipelineNode): boolean {
  if (node.type === 'Pipeline')
    return node.prefixes.some(({ type }) => type === 'Negation') || isCondition(node.commands.at(-1)!)
  return (
    node.type === 'TestCommand' ||
    node.type === 'ArithmeticCommand' ||
    (node.type === 'Command' && conditions.has(node.name?.value ?? ''))
  )
}
const conditions = new Set([
  ...['[', 'test', 'false', 'grep', 'egrep', 'fgrep', 'diff', 'cmp', 'which', 'command', 'type'],
])

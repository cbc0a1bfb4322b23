import type { PipelineNode } from 'unbash'

/** Whether what follows with such an operator hangs on what it finds. What is said where a pipe finds nothing hangs on nothing. */
export function isCondition(node: PipelineNode, operator: string): boolean {
  if (node.type === 'Pipeline')
    return (
      node.prefixes.some(({ type }) => type === 'Negation') ||
      (operator === '&&' && isCondition(node.commands.at(-1)!, operator))
    )
  return (
    node.type === 'TestCommand' ||
    node.type === 'ArithmeticCommand' ||
    (node.type === 'Command' && conditions.has(node.name?.value ?? ''))
  )
}
const conditions = new Set([
  ...['[', 'test', 'false', 'grep', 'egrep', 'fgrep', 'diff', 'cmp', 'which', 'command', 'type'],
])

/** `0 2 * * * npm run backup`: what follows the times is done by cron, and by nobody who reads it. */
export const isOfCrontab = (node: PipelineNode | undefined): boolean =>
  node?.type === 'Command' &&
  (/^@(?:\w+ly|reboot|midnight)$/.test(node.name?.text ?? '') ||
    (/^[\d*/,-]+$/.test(node.name?.text ?? '') && node.args.length > 4))

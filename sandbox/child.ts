import type { ChildProcess } from 'node:child_process'

const living = new Map<ChildProcess, NodeJS.Signals>()

/** A process that ends at the latest with this one, by that signal; one listener sees to however many there are. */
export function endingWithUs<C extends ChildProcess>(child: C, signal: NodeJS.Signals): C {
  if (living.size === 0) process.once('exit', endAll)
  living.set(child, signal)
  child.once('exit', () => {
    living.delete(child)
    if (living.size === 0) process.off('exit', endAll)
  })
  return child
}

function endAll(): void {
  for (const [child, signal] of living) child.kill(signal)
}

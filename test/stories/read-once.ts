import type { Runbook } from '../../src/domain/runbook/runbook.ts'
import { readRunbook } from '../../src/runbook/read.ts'

const all = new Map<string, Runbook>()

/** Reads a runbook: the worlds of a process have the same few runbooks. */
export function readOnce(file: string, text: string): Runbook {
  const key = `${file}\n${text}`
  const runbook = all.get(key) ?? readRunbook(file, text)
  all.set(key, runbook)
  return runbook
}

import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { System } from '../domain/system.ts'
import type { RunbookTexts } from '../ports/runbooks.ts'

/** The runbooks beside the system files: read again when they have changed. */
export function createRunbookFiles(folder: string, systems: System[]): RunbookTexts {
  const kept = new Map<string, { version: string; text: string }>()
  return {
    async of(name) {
      const runbook = systems.find(({ system }) => system === name)?.runbook
      if (runbook === undefined) return undefined
      const path = join(folder, runbook)
      try {
        const { mtimeMs, size } = await stat(path)
        const version = `${mtimeMs}:${size}`
        const before = kept.get(path)
        const found = before?.version === version ? before : { version, text: await readFile(path, 'utf8') }
        kept.set(path, found)
        return { file: basename(path), ...found }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder in which a runbook, LearnBot's without another file, says this, as long as the stories of a file go on. */
export function runbookOf(text: string, file = 'learnbot.md'): string {
  const folder = mkdtempSync(join(tmpdir(), 'belay-runbook-'))
  writeFileSync(join(folder, file), text)
  afterAll(() => rmSync(folder, { recursive: true }))
  return folder
}

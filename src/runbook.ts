import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { readSystemFiles } from './config/system-files.ts'
import type { Runbook } from './domain/runbook/runbook.ts'
import type { System } from './domain/system.ts'
import { createAwsShapes } from './providers/aws/shapes.ts'
import { knownOf } from './runbook/known.ts'
import { ownOf } from './runbook/library.ts'
import { outline } from './runbook/outline.ts'
import { readRunbook } from './runbook/read.ts'
import { report, rowsOf } from './runbook/report.ts'

const usage = 'npm run runbook -- FILE.md [--report]'

const unreadable: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder: name the runbook that is in it',
}

const say = (text: string) => process.stdout.write(text)
const complain = (text: string) => process.stderr.write(`${text}\n`)

const asked = askedFor()
const text = asked && (await contentOf(asked.file))
if (asked === undefined || text === undefined) process.exitCode = 1
else {
  const { file, isReport } = asked
  const runbook = readRunbook(basename(file), text)
  for (const { place, message } of runbook.troubles)
    complain(`${file}:${place.line}:${place.column} ${message}`)
  const system = await systemBeside(file, runbook)
  const known = await knownOf([runbook], createAwsShapes(), system && ownOf(system))
  say(isReport ? report(runbook, rowsOf(runbook, known)) : outline(runbook, known, system))
  process.exitCode = runbook.troubles.length > 0 ? 1 : 0
}

/** What is wanted of which file; undefined where that cannot be told, which is said. */
function askedFor(): { file: string; isReport: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { report: { type: 'boolean', default: false } },
    })
    const [file, ...others] = positionals
    if (file !== undefined && others.length === 0) return { file, isReport: values.report }
    complain(file === undefined ? usage : `It reads one file at a time: ${usage}`)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    complain(`${error.message.split('. ')[0]}: ${usage}`)
  }
  return undefined
}

/** Undefined where it cannot be read, which is said. */
async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    // "EACCES: permission denied, open …"
    complain(`${path}: ${unreadable[code] ?? `it cannot be read: ${/: ([^,]*)/.exec(message)?.[1] ?? code}`}`)
    return undefined
  }
}

/** The system whose file beside it names this runbook; undefined where none does. */
async function systemBeside(path: string, { file }: Runbook): Promise<System | undefined> {
  const { systems } = await readSystemFiles(dirname(path))
  return systems.find(({ runbook }) => runbook === file)
}

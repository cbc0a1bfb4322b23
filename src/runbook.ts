import { basename, dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { textOf } from './config/missing.ts'
import { readSystemFiles } from './config/system-files.ts'
import type { Runbook } from './domain/runbook/runbook.ts'
import { createAwsShapes } from './providers/aws/shapes.ts'
import { knownOf } from './runbook/known.ts'
import { ownOf } from './runbook/library.ts'
import { outline } from './runbook/outline.ts'
import { readRunbook } from './runbook/read.ts'
import { report, rowsOf } from './runbook/report.ts'

const usage = 'npm run runbook -- FILE.md [--report]'

const say = (text: string) => process.stdout.write(text)
const complain = (text: string) => process.stderr.write(`${text}\n`)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { report: { type: 'boolean', default: false } },
})
const [file] = positionals
const text = file === undefined ? undefined : await textOf(file)
if (file === undefined || text === undefined) {
  complain(file === undefined ? usage : `${file}: there is no such file`)
  process.exitCode = 1
} else {
  const runbook = readRunbook(basename(file), text)
  for (const { place, message } of runbook.troubles)
    complain(`${file}:${place.line}:${place.column} ${message}`)
  const known = await knownOf([runbook], createAwsShapes(), await ownBeside(file, runbook))
  say(values.report ? report(runbook, rowsOf(runbook, known)) : outline(runbook, known))
  process.exitCode = runbook.troubles.length > 0 ? 1 : 0
}

/** What the system is known by whose file beside it names this runbook; undefined where none does. */
async function ownBeside(path: string, { file }: Runbook): Promise<ReturnType<typeof ownOf> | undefined> {
  const { systems } = await readSystemFiles(dirname(path))
  const system = systems.find(({ runbook }) => runbook === file)
  return system && ownOf(system)
}

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { bundle } from '../bench/build.ts'

const folder = `test/dist/${process.env.VITEST_POOL_ID}`
bundle(['src/main.ts', 'src/audit.ts', 'src/runbook.ts', 'src/config/check.ts'], folder)

type Program = 'main' | 'audit' | 'runbook' | 'check'

/** What tests begin as a process of its own: made once in each worker, where tsx would begin each with seconds of compiling. */
export const bundled = (name: Program): string => `${folder}/${name}.js`

/** What one of them says in a terminal, and what it ends with. */
export const inTerminal = (
  name: Program,
  given: string[],
  env = process.env,
): Promise<{ code: number; said: string }> =>
  promisify(execFile)(process.execPath, [bundled(name), ...given], { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout.trim() }),
    ({ code, stderr }) => ({ code, said: stderr.trim() }),
  )

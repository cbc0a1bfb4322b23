import { bundle } from '../bench/build.ts'

const folder = `test/dist/${process.env.VITEST_POOL_ID}`
bundle(['src/main.ts', 'src/audit.ts', 'src/runbook.ts', 'src/config/check.ts'], folder)

/** What tests begin as a process of its own: made once in each worker, where tsx would begin each with seconds of compiling. */
export const bundled = (name: 'main' | 'audit' | 'runbook' | 'check'): string => `${folder}/${name}.js`

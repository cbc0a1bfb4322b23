import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Compiles what a room runs in processes of its own, so that what is measured is what the image runs, without a compiler in the process. */
export function build(room: 'bench' | 'torture'): void {
  const tsc = here('../node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', here(`../${room}/tsconfig.json`)], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The servers could not be compiled')
  for (const name of readdirSync(here('../src/store')).filter(file => file.endsWith('.lua')))
    cpSync(here(`../src/store/${name}`), here(`../${room}/dist/src/store/${name}`))
}

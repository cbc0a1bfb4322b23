import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Compiles what a room runs in processes of its own, so that what is measured is what the image runs, without a compiler in the process. */
export const build = (room: 'bench' | 'torture'): void =>
  compile(here(`../${room}/tsconfig.json`), here(`../${room}/dist`))

/** Compiles a project into a folder, with the scripts for Redis beside what runs them. */
export function compile(project: string, folder: string): void {
  const tsc = here('../node_modules/typescript/bin/tsc')
  const asked = [tsc, '-p', project, '--noCheck', '--outDir', folder]
  const { status } = spawnSync(process.execPath, asked, { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${project} could not be compiled`)
  for (const name of readdirSync(here('../src/store')).filter(file => file.endsWith('.lua')))
    cpSync(here(`../src/store/${name}`), `${folder}/src/store/${name}`)
}

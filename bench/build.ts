import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

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
  copyScripts(`${folder}/src/store`)
}

/**
 * What is loaded when it is first used, finds files of its own beside it, or uses what Node warns of outside of
 * node_modules.
 */
const apart = ['@aws-sdk/*', 'mongodb', 'pg', 'jq-web', 'ioredis', 'node-fetch', 'whatwg-url']

/**
 * Makes a few files of the hundreds of modules that begin with these, for processes that are begun again and again: a
 * start takes them less than half the processor time.
 */
export function bundle(entries: string[], folder: string): void {
  // Some of the packages still ask for others as CommonJS does.
  const js =
    "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url)"
  buildSync({
    entryPoints: entries,
    outdir: folder,
    entryNames: '[name]',
    absWorkingDir: here('..'),
    bundle: true,
    splitting: true,
    external: apart,
    banner: { js },
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
  })
  copyScripts(here(`../${folder}`))
}

function copyScripts(folder: string): void {
  for (const name of readdirSync(here('../src/store')).filter(file => file.endsWith('.lua')))
    cpSync(here(`../src/store/${name}`), `${folder}/${name}`)
}

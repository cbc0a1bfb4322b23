import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { bundle } from '../bench/build.ts'

const folder = 'simulation/dist'

// Compiled into one file first: the loader that compiles what it loads has every function cost more, all the time.
bundle(['simulation/command.ts', 'simulation/thread.ts'], folder)
const command = fileURLToPath(new URL(`../${folder}/command.js`, import.meta.url))
const { status } = spawnSync(process.execPath, [command, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1

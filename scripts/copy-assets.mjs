// Copies what tsc does not: the Redis scripts, to where the compiled modules beside them look for them.
import { cpSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const scripts = join('src', 'store')

for (const file of readdirSync(join(root, scripts)).filter(name => name.endsWith('.lua')))
  cpSync(join(root, scripts, file), join(root, 'dist', scripts, file))

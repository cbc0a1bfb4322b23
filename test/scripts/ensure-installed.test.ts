import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

/** Writes down what it is asked, and leaves what `npm ci` does, unless it is to fail. */
const npm = `#!/bin/sh
echo "$@" >> asked
[ -n "$FAILS" ] && exit 7
mkdir -p node_modules/tsx
echo {} > node_modules/.package-lock.json
`

/** A clone with nothing in it but the script, and an npm that installs nothing. */
function clone() {
  const root = mkdtempSync(join(tmpdir(), 'belay-clone-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const folder of ['scripts', 'bin']) mkdirSync(join(root, folder))
  copyFileSync('scripts/ensure-installed.mjs', join(root, 'scripts/ensure-installed.mjs'))
  writeFileSync(join(root, 'package-lock.json'), '{}')
  writeFileSync(join(root, 'bin/npm'), npm)
  writeFileSync(join(root, 'asked'), '')
  chmodSync(join(root, 'bin/npm'), 0o755)
  const PATH = `${join(root, 'bin')}${delimiter}${process.env.PATH}`
  return {
    root,
    /** How it ends. */
    run: (more: Record<string, string> = {}) =>
      spawnSync(process.execPath, [join(root, 'scripts/ensure-installed.mjs')], {
        env: { ...process.env, PATH, ...more },
        encoding: 'utf8',
      }),
    asked: () => readFileSync(join(root, 'asked'), 'utf8').trim().split('\n').filter(Boolean),
  }
}

test('on a fresh clone it installs what is missing, and says so; after that nothing', () => {
  const { run, asked } = clone()
  expect(run()).toMatchObject({ status: 0, stderr: 'Installing dependencies (once) …\n' })
  expect(asked()).toEqual([expect.stringMatching(/^ci --include=dev /)])
  expect(run()).toMatchObject({ status: 0, stdout: '', stderr: '' })
  expect(asked()).toHaveLength(1)
})

test('it installs again what is older than the lock file, or lacks what runs the scripts', () => {
  const { root, run, asked } = clone()
  run()
  rmSync(join(root, 'node_modules/tsx'), { recursive: true })
  run()
  expect(asked()).toHaveLength(2)
  const { mtimeMs } = statSync(join(root, 'node_modules/.package-lock.json'))
  utimesSync(join(root, 'package-lock.json'), new Date(), new Date(mtimeMs + 1_000))
  run()
  expect(asked()).toHaveLength(3)
})

test('where npm cannot, it ends as npm did, so that nothing is begun', () => {
  expect(clone().run({ FAILS: 'yes' }).status).toBe(7)
})

test('what a newcomer types begins with it', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const sound = ['typecheck', 'lint', 'format']
  for (const [name, line] of Object.entries(scripts))
    expect([name, line.startsWith('node scripts/ensure-installed.mjs && ')]).toEqual([
      name,
      !sound.includes(name),
    ])
})

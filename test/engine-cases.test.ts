import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/engine.md', 'utf8')
const rows = page.split('\n').filter(line => line.startsWith('| **'))

/** The tests that a row names: `file`: “the beginning of a title”, “another”; `file`: … */
function testsOf(row: string): { file: string; title: string }[] {
  return [...row.matchAll(/`(test\/[^`]+)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(([, file, titles]) =>
    [...titles!.matchAll(/“([^”]+)”/g)].map(([, title]) => ({ file: file!, title: title! })),
  )
}

/** Whether a test, a story, or several of one title are called so: it is the first that they are given. */
function isTitle(title: string, file: string): boolean {
  const titles = readFileSync(file, 'utf8').matchAll(/\(\s*(['"`])((?:\\.|(?!\1)[^\\\n])+)\1/g)
  return [...titles].some(([, , said]) => said!.includes(title))
}

test('every way in which the engine could break is tested, where docs/engine.md says', () => {
  expect(rows.length).toBeGreaterThan(30)
  for (const row of rows) {
    const tests = testsOf(row)
    expect(tests, row).not.toEqual([])
    for (const { file, title } of tests) expect(isTitle(title, file), `${file}: ${title}`).toBe(true)
  }
})

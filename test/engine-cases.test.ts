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

test('every way in which the engine could break is tested, where docs/engine.md says', () => {
  expect(rows.length).toBeGreaterThan(30)
  for (const row of rows) {
    const tests = testsOf(row)
    expect(tests, row).not.toEqual([])
    for (const { file, title } of tests)
      expect(readFileSync(file, 'utf8').includes(title), `${file}: ${title}`).toBe(true)
  }
})

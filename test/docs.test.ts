import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
]

/** Where a page may say that a file lies: from the root, or as the source calls it. */
const roots = ['.', 'src']

/** The files and folders of the project that a page names, as `folder/file.ts`; not those whose name is a pattern. */
const named = (text: string): string[] =>
  [...text.matchAll(/`((?:[a-z][\w.-]*\/)+(?:[\w.-]+\.(?:ts|js|mjs|lua|md|yml|json))?)`/g)].map(
    ([, path]) => path!,
  )

/** Where a page leads to within the project. */
const linked = (text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)].map(([, path]) => path!)

const isThere = (path: string): boolean => roots.some(root => existsSync(join(root, path)))

function missing(page: string, text: string): string[] {
  return [
    ...named(text).filter(path => !isThere(path)),
    ...linked(text).filter(path => !existsSync(join(dirname(page), path))),
  ].map(path => `${page}: ${path} is not there`)
}

describe('the documents', () => {
  it('name no file that is not there', () => {
    expect(pages.length).toBeGreaterThan(30)
    expect(pages.flatMap(page => named(readFileSync(page, 'utf8'))).length).toBeGreaterThan(100)
    expect(pages.flatMap(page => missing(page, readFileSync(page, 'utf8')))).toEqual([])
  })

  it('naming one that is not there are found', () => {
    const text =
      '`domain/nothing.ts` and `src/domain/jobs.ts`, see [here](nowhere.md) and [there](design.md#words)'
    expect(missing('docs/x.md', text)).toEqual([
      'docs/x.md: domain/nothing.ts is not there',
      'docs/x.md: nowhere.md is not there',
    ])
  })
})

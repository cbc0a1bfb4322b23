import { readFile, writeFile } from 'node:fs/promises'

const [from, to] = ['<!-- measured -->', '<!-- /measured -->']

/** Puts what was found into a page in Markdown, between its two marks. */
export async function writeInto(path: string, found: string): Promise<void> {
  await writeFile(path, replaced(await readFile(path, 'utf8'), found))
}

/** The page with this between its marks, whatever was there before. */
export function replaced(page: string, found: string): string {
  const [begin, end] = [page.indexOf(from), page.indexOf(to)]
  if (begin < 0 || end < begin) throw new Error(`The page has no ${from} followed by ${to}`)
  return `${page.slice(0, begin + from.length)}\n${found}\n${page.slice(end)}`
}

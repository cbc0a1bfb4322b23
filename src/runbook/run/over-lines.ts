import { RE2JS } from 're2js'
import type { FilledFilter, Grep, Sort } from '../../domain/runbook/verdict.ts'

type LineFilter = Exclude<FilledFilter, { by: 'query' | 'text' | 'yaml' | 'columns' | 'jq' | 'each' }>

/** What a filter leaves of lines. */
export function overLines(lines: string[], filter: LineFilter): string[] {
  switch (filter.by) {
    case 'grep':
      return grep(lines, filter)
    case 'head':
      return lines.slice(0, filter.lines)
    case 'tail':
      return filter.lines === 0 ? [] : withoutEnd(lines).slice(-filter.lines)
    case 'from':
      return lines.slice(Math.max(0, filter.line - 1))
    case 'sort':
      return sort(withoutEnd(lines), filter)
    case 'uniq': {
      const runs: { line: string; times: number }[] = []
      for (const line of lines) {
        const last = runs.at(-1)
        if (last?.line === line) last.times++
        else runs.push({ line, times: 1 })
      }
      return runs.map(({ line, times }) => (filter.count ? `${String(times).padStart(7)} ${line}` : line))
    }
    case 'wc':
      return [String(withoutEnd(lines).length)]
  }
}

/** A text that ends with the end of a line has no line after that. */
const withoutEnd = (lines: string[]): string[] => (lines.at(-1) === '' ? lines.slice(0, -1) : lines)

function grep(lines: string[], { pattern: said, ...how }: { pattern: string } & Grep): string[] {
  const pattern = RE2JS.compile(said, how.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
  const all = withoutEnd(lines)
  const fits = all
    .flatMap((line, i) => (pattern.matcher(line).find() === how.invert ? [] : [i]))
    .slice(0, how.most ?? all.length)
  if (how.count) return [String(fits.length)]
  const numbered = (i: number, line: string) =>
    how.numbered ? `${i + 1}${fits.includes(i) ? ':' : '-'}${line}` : line
  if (how.only && !how.invert)
    return fits.flatMap(i => foundIn(all[i]!, pattern).map(found => numbered(i, found)))
  const { before = 0, after = 0 } = how
  const shown = new Set(
    fits.flatMap(i => Array.from({ length: before + after + 1 }, (_, at) => i - before + at)),
  )
  return all.flatMap((line, i) => (shown.has(i) ? [numbered(i, line)] : []))
}

function foundIn(line: string, pattern: RE2JS): string[] {
  const matcher = pattern.matcher(line)
  const all: string[] = []
  while (matcher.find()) all.push(matcher.group() ?? '')
  return all.filter(one => one !== '')
}

function sort(lines: string[], { numeric, reverse, unique, field, separator }: Sort): string[] {
  const key = (line: string): string => {
    if (field === undefined) return line
    const parts = separator === undefined ? line.trim().split(/\s+/) : line.split(separator)
    return parts.slice(field - 1).join(separator ?? ' ')
  }
  const number = (line: string): number => sizeIn(key(line))
  const compare = numeric
    ? (a: string, b: string) => number(a) - number(b) || (a < b ? -1 : Number(a > b))
    : (a: string, b: string) => (key(a) < key(b) ? -1 : Number(key(a) > key(b)))
  const sorted = [...lines].sort(compare)
  const once = unique ? sorted.filter((line, i) => i === 0 || line !== sorted[i - 1]) : sorted
  return reverse ? once.reverse() : once
}

/** `1.5G` is more than `900M`. */
function sizeIn(text: string): number {
  const [, count, unit] = /^\s*(-?\d+(?:\.\d+)?)([KMGT])?/i.exec(text) ?? []
  return Number(count ?? 0) * 1024 ** ' KMGT'.indexOf((unit ?? ' ').toUpperCase())
}

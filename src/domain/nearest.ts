/** Of these candidates the one that a person most likely meant by `typed`; undefined when none is near. */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  const short = typed.slice(0, 60).toLowerCase()
  let best: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const distance = edits(short, candidate.toLowerCase())
    if (!best || distance < best.distance) best = { candidate, distance }
  }
  return best && best.distance <= Math.max(1, Math.floor(short.length / 3)) ? best.candidate : undefined
}

/**
 * How many letters to add, drop, change or swap with the next (optimal string alignment). That "lsit" is one slip away
 * from "list" is what the kept libraries of edit distances, which know no swaps, do not say.
 */
function edits(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, i) => i)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1)
      row.push(least)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}

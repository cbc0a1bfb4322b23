/** The port that PORT says, 3000 without it; undefined when it says none. */
export function portOf(said = '3000'): number | undefined {
  const port = Number(said)
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined
}

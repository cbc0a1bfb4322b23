/** What `/metrics` says now: what a metric has for some of its labels, over all others. */
export async function countedAt(origin: string) {
  const text = await (await fetch(`${origin}/metrics`)).text()
  const samples = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name, labels = '', value]) => ({
    name,
    labels: new Map([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label, value])),
    value: Number(value),
  }))
  return (name: string, labels: Record<string, string> = {}): number =>
    samples
      .filter(one => one.name === name)
      .filter(one => Object.entries(labels).every(([label, value]) => one.labels.get(label) === value))
      .reduce((sum, { value }) => sum + value, 0)
}

/** How many commands Belay has answered. */
export const answeredAt = async (origin: string): Promise<number> =>
  (await countedAt(origin))('belay_commands_total')

interface Waiting<Item, Answer> {
  item: Item
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/** Does at once, group by group, what is asked for in one turn of the event loop; `run` answers in the same order. */
export function together<Item, Answer>(
  run: (group: string, items: Item[]) => Promise<Answer[]>,
): (group: string, item: Item) => Promise<Answer> {
  const groups = new Map<string, Waiting<Item, Answer>[]>()

  async function go(group: string): Promise<void> {
    const waiting = groups.get(group)!
    groups.delete(group)
    try {
      const answers = await run(
        group,
        waiting.map(({ item }) => item),
      )
      for (const [i, { resolve }] of waiting.entries()) resolve(answers[i]!)
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }

  return (group, item) =>
    new Promise((resolve, reject) => {
      const waiting = groups.get(group)
      if (waiting) return waiting.push({ item, resolve, reject })
      groups.set(group, [{ item, resolve, reject }])
      setImmediate(() => void go(group))
    })
}

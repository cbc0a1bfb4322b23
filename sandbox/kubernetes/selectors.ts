type Tree = { [name: string]: unknown }

/** Whether an object is one that the selectors of a list choose: `app=web,tier!=db`, `type=Warning`, `metadata.name=web`. */
export const chosenBy =
  (query: URLSearchParams) =>
  (object: object): boolean => {
    const labels = (object as { metadata: { labels?: Tree } }).metadata.labels ?? {}
    const isLabelled = (name: string) => labels[name]
    const field = (name: string) =>
      name.split('.').reduce<unknown>((at, part) => (at as Tree | undefined)?.[part], object)
    return fits(query.get('labelSelector'), isLabelled) && fits(query.get('fieldSelector'), field)
  }

const fits = (selector: string | null, found: (name: string) => unknown): boolean =>
  (selector ?? '')
    .split(',')
    .filter(Boolean)
    .every(part => {
      const [, name = '', sign, value] = /^([^=!]+)(?:(!?)==?(.*))?$/.exec(part) ?? []
      if (value === undefined) return found(name) !== undefined
      return (found(name) === value) !== (sign === '!')
    })

type Later = (...given: never[]) => Promise<unknown>

/**
 * What can only be asked and answers later, loaded when it is first asked: much of Belay is not needed before somebody
 * looks at infrastructure or changes it.
 */
export function whenWanted<T extends Record<keyof T, Later>>(load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined
  const ask =
    (name: keyof T) =>
    async (...given: never[]) =>
      (await (loaded ??= load()))[name](...given)
  return new Proxy({} as T, { get: (_, name) => ask(name as keyof T) })
}

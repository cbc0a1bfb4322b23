/**
 * Does for many at once what takes long: who asks while a round is under way is in the next one, together with all
 * others who do. Rejects as the round does.
 */
export function createRounds(run: (members: string[]) => Promise<void>): (member: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  let gathering: { members: Set<string>; done: Promise<void> } | undefined

  function gather() {
    const members = new Set<string>()
    const begin = () => {
      gathering = undefined
      return run([...members])
    }
    last = last.then(begin, begin)
    return { members, done: last }
  }

  return member => {
    gathering ??= gather()
    gathering.members.add(member)
    return gathering.done
  }
}

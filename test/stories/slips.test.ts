import { commands } from '../../commands/index.ts'
import { exampleAt } from '../../src/engine/examples.ts'
import { typesAll } from './every-command.ts'
import { expect, story, systemsOf } from './stage.ts'

const systems = await systemsOf()

/** Every command with a slip in it, in each system in turn: a word that is none, one too many, an option that it has not. */
const slips = commands
  .filter(({ about, rest }) => about === 'system' && rest === undefined)
  .map(({ name, example }, i) => {
    const system = systems[i % systems.length]!
    const line = exampleAt(example, commands, { system, environment: 'production' }) ?? name
    const typed = [`${name} banana`, `${line} and one more`, `${line} --nonsense 5`][i % 3]!
    return { line: typed, channel: system.environments.production!.channel, system }
  })

/** Names of services that only other systems have, and nothing else of this one. */
const foreignTo = (system: (typeof systems)[number]): string[] => {
  const environmentsOf = (one: typeof system) => Object.values(one.environments)
  const own = environmentsOf(system).flatMap(({ services, databases = {}, caches = {} }) =>
    Object.keys({ ...services, ...databases, ...caches }),
  )
  return systems
    .flatMap(environmentsOf)
    .flatMap(({ services }) => Object.keys(services))
    .filter(name => !own.includes(name))
}

story(
  'whoever mistypes a command is told what would be right, as it works in their own system',
  async ({ world, slack, ana }) => {
    for (const system of systems) {
      const before = ana.alone.messages().length
      await typesAll(
        slack,
        world.webhookUrl(),
        slips.filter(one => one.system === system),
      )
      const told = ana.alone.messages().slice(before)
      expect(told.length).toBeGreaterThan(10)
      const stuck = told.filter(({ plain, buttons }) => {
        const [, example = ''] = /as in: (.*)/i.exec(plain) ?? []
        const goesOn = example !== '' || buttons.length > 0 || /system file/.test(plain)
        return !goesOn || foreignTo(system).some(name => example.split(' ').includes(name))
      })
      expect(stuck.map(({ plain }) => plain)).toEqual([])
    }
  },
  { systems },
)

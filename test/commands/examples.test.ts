import { expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { exampleAt, withExample } from '../../src/engine/examples.ts'
import { commandOf } from '../coverage/command.ts'

const { systems } = await readSystemFiles('systems')
const system = (name: string) => systems.find(one => one.system === name)!
const places = systems.flatMap(one =>
  Object.keys(one.environments).map(environment => ({ system: one, environment })),
)

it.each(commands.filter(({ example }) => example.includes('{')).map(({ name, example }) => [name, example]))(
  'the example of %s can be typed wherever it is read',
  (name, example) => {
    const lines = places.flatMap(place => exampleAt(example!, commands, place) ?? [])
    expect(lines.map(line => commandOf(line).name)).toEqual(lines.map(() => name))
    expect(lines.length).toBeGreaterThan(0)
  },
)

it.each([
  ['learnbot', 'deploy', 'deploy api-gateway 9f8e7d6'],
  ['travellr', 'deploy', 'deploy backend v1.2.3'],
  ['travelbot', 'deploy', 'deploy travelbot --branch main'],
  ['flight-schedule-pro', 'lambda memory', 'lambda memory weather-monitor 2048'],
  ['travellr', 'ps', 'ps backend --env staging'],
  ['travellr', 'exec', 'exec backend cache:clear'],
  ['arbor-energy', 'cache clear', 'cache clear plan:* --cache redis'],
  ['arbor-energy', 'db delete-snapshot', 'db delete-snapshot arbor-production-db-manual-20260301-0214'],
  ['learnbot', 'lambda', undefined],
] as const)('%s has an example of its own for %s', (name, asked, line) => {
  const { example } = commands.find(one => one.name === asked)!
  expect(exampleAt(example, commands, { system: system(name), environment: 'production' })).toBe(line)
})

it('what is said keeps its sentence where nothing of the system would do for the example', () => {
  const place = { system: system('learnbot'), environment: 'production' }
  const told = (said: string) => withExample(said, { commands, asked: 'lambda memory', place })
  expect(told('How many MB? As in: lambda memory {service} 2048')).toBe('How many MB?')
  expect(told('--memory wants a value after it, as in: {example}')).toBe('--memory wants a value after it.')
  expect(told('It takes nothing besides. As in: deploy {service} {version}')).toBe(
    'It takes nothing besides. As in: deploy api-gateway 9f8e7d6',
  )
})

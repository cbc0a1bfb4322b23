import type { System } from '../domain/system.ts'
import type { Directory } from '../ports/directory.ts'
import type { Systems } from './faces.ts'

/** The systems by name and by the channels they live in. */
export function createSystems(systems: System[], directory: Directory): Systems {
  return {
    all: () => systems,
    get: name =>
      systems.find(
        ({ system, title }) => system === name.toLowerCase() || title.toLowerCase() === name.toLowerCase(),
      ),

    async inChannel(channel) {
      const all = systems.flatMap(system =>
        Object.entries(system.environments).map(([environment, settings]) => ({
          system,
          environment,
          settings,
        })),
      )
      const here = await Promise.all(
        all.map(async ({ settings }) => (await directory.channel(settings.channel)) === channel),
      )
      return all.filter((_, i) => here[i])
    },
  }
}

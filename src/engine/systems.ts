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
      // The channel's name is asked for, not the ids of all names: to look for one that is nowhere takes long.
      const isNamed = all.some(({ settings }) => settings.channel.startsWith('#'))
      const name = isNamed ? await directory.channelName(channel) : undefined
      return all.filter(({ settings }) => settings.channel === channel || settings.channel === name)
    },
  }
}

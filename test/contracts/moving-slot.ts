import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { anIncident, aSave, aSystem, type Begin, type Rig, rigFor } from './rig.ts'

/** The slot of a system, whose keys go from one node of a Cluster to another as `redis-cli --cluster reshard` has them go. */
async function slotOf(url: string, system: string) {
  const nodes = url
    .replace('redis+cluster://', '')
    .split(',')
    .map(node => new Redis(`redis://${node}`))
  const slot = (await nodes[0]!.call('CLUSTER', 'KEYSLOT', `belay:{${system}}:`)) as number
  const keysOn = (node: Redis) => node.call('CLUSTER', 'GETKEYSINSLOT', slot, 1_000) as Promise<string[]>
  const held = await Promise.all(nodes.map(keysOn))
  const from = nodes[held.findIndex(keys => keys.length > 0)]!
  const to = nodes.find(node => node !== from)!
  const idOf = (node: Redis) => node.call('CLUSTER', 'MYID') as Promise<string>
  const { port } = to.options
  const move = async (keys: string[]) => {
    for (const key of keys) await from.call('MIGRATE', '127.0.0.1', port!, key, 0, 5_000)
  }
  return {
    async moveHalf() {
      await to.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', await idOf(from))
      await from.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', await idOf(to))
      const keys = await keysOn(from)
      await move(keys.slice(0, keys.length / 2))
    },
    async moveRest() {
      await move(await keysOn(from))
      const id = await idOf(to)
      for (const node of nodes) await node.call('CLUSTER', 'SETSLOT', slot, 'NODE', id)
      for (const node of nodes) node.disconnect()
    },
  }
}

export function describeMovingSlot(name: string, begin: Begin<Rig>): void {
  describe(`A slot that moves, on ${name}`, () => {
    const rig = rigFor(begin)

    test('while it does nothing is saved or claimed, lest half of it be taken for all; then it goes on', async () => {
      const { store, queue, url } = rig
      const system = aSystem()
      const change = anIncident(system)
      const job = { kind: 'show', incident: change.incident.id } as const
      const orders = [{ job, due: 0, when: 'earlier' as const }]
      await store.save(aSave(system, { changes: [change], orders }))
      const slot = await slotOf(url, system)
      await slot.moveHalf()
      const later = aSave(system, { changes: [anIncident(system)] })
      const away = { fault: { service: 'redis', fault: 'away', effect: 'none' } }
      await expect(store.save(later)).rejects.toMatchObject(away)
      await expect(queue.claim(system, 1, 4_000, ['show'])).rejects.toMatchObject(away)
      expect((await store.incident(system, change.incident.id))?.value).toEqual(change.incident)

      await slot.moveRest()
      expect(await store.save(later)).toBe('saved')
      expect((await queue.claim(system, 1, 4_000, ['show'])).claims).toMatchObject([{ job }])
      expect(await store.historyLostAt(system)).toBeUndefined()
    })
  })
}

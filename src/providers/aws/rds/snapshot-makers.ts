import type { z } from 'zod'
import { type Maker, maker, tagOf } from '../../../ports/calls/call.ts'
import { createSnapshot, deleteSnapshot } from '../../../ports/calls/rds.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutSnapshot } from './calls.ts'
import { describeSnapshot, tagsOf } from './instances.ts'

type Making = z.infer<typeof createSnapshot.params>
type Deleting = z.infer<typeof deleteSnapshot.params>

/** Makes a snapshot, found again by its name and by the run that it is tagged with. */
export const createCreateSnapshot = (aws: AwsClients): Maker =>
  maker<Making>({
    kind: createSnapshot,
    repeatable: true,
    async look({ snapshot, ...place }, made) {
      const found = await describeSnapshot(aws, snapshot, place)
      if (!found) return { is: 'before' }
      if (found.run === tagOf(made)) return { is: 'after', result: { snapshot } }
      return {
        is: 'other',
        how: `There is a snapshot ${snapshot} already, which another run or person made.`,
      }
    },
    async start(params, made) {
      const { instance, snapshot } = params
      await once(aboutSnapshot('CreateDBSnapshot', params, snapshot), async abortSignal => {
        const rds = await aws.rds(params)
        const asked = {
          DBInstanceIdentifier: instance,
          DBSnapshotIdentifier: snapshot,
          Tags: tagsOf(made),
        }
        return rds.createDBSnapshot(asked, { abortSignal })
      })
      return { snapshot }
    },
    async observe({ snapshot, ...place }) {
      const found = await describeSnapshot(aws, snapshot, place)
      if (!found) return { is: 'failed', why: `The snapshot ${snapshot} is gone.`, said: [] }
      const progress = {
        done: found.made,
        of: 100,
        what: 'percent made',
        said: [],
        begun: found.status,
      }
      if (found.status === 'available') return { is: 'done', progress: { ...progress, done: 100 } }
      if (found.status === 'creating') return { is: 'going', progress }
      return { is: 'failed', why: `The snapshot ${snapshot} is ${found.status}.`, said: [] }
    },
  })

/** Deletes a snapshot, if it is the one that was there when it was planned. */
export const createDeleteSnapshot = (aws: AwsClients): Maker =>
  maker<Deleting>({
    kind: deleteSnapshot,
    repeatable: true,
    async look({ snapshot, at, ...place }) {
      const found = await describeSnapshot(aws, snapshot, place)
      if (!found) return { is: 'after', result: {} }
      if (found.at === at) return { is: 'before' }
      return { is: 'other', how: `${snapshot} is another snapshot now than the one that was to be deleted.` }
    },
    async start(params) {
      const { snapshot } = params
      await once(aboutSnapshot('DeleteDBSnapshot', params, snapshot), async abortSignal => {
        const rds = await aws.rds(params)
        return rds.deleteDBSnapshot({ DBSnapshotIdentifier: snapshot }, { abortSignal })
      })
      return {}
    },
  })

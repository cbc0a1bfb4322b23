import type { Machines } from '../../../ports/machines.ts'
import type { AwsClients } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { aboutDocument } from './calls.ts'

/** How many machines are looked at for one that is online. */
const most = 50

/** Systems Manager as plans and makers read it. */
export const createMachines = (aws: AwsClients): Machines => ({
  async document(name, place) {
    // AWS says `InvalidDocument` of one that is not there.
    const asked = once(aboutDocument('DescribeDocument', place, name), async abortSignal => {
      const ssm = await aws.reading.ssm(place)
      return ssm.describeDocument({ Name: name }, { abortSignal })
    })
    const { Document: found } = (await orNone(asked)) ?? {}
    return (
      found && {
        version: found.DocumentVersion ?? '1',
        hash: found.Hash ?? '',
        status: found.Status ?? '',
        parameters: (found.Parameters ?? []).map(({ Name = '', DefaultValue }) => ({
          name: Name,
          isNeeded: DefaultValue === undefined,
        })),
      }
    )
  },

  async tagged(tags, place) {
    const call = {
      action: 'ssm:DescribeInstanceInformation',
      resource: 'machines',
      about: 'machines of Systems Manager',
      allow: { Resource: '*' },
    }
    const Filters = Object.entries(tags).map(([key, value]) => ({ Key: `tag:${key}`, Values: [value] }))
    const { InstanceInformationList = [] } = await once(call, async abortSignal => {
      const ssm = await aws.reading.ssm(place)
      return ssm.describeInstanceInformation({ Filters, MaxResults: most }, { abortSignal })
    })
    return InstanceInformationList.map(({ InstanceId: id = '', ComputerName: name = id, PingStatus }) => ({
      id,
      name,
      isOnline: PingStatus === 'Online',
    })).sort((a, b) => a.id.localeCompare(b.id))
  },
})

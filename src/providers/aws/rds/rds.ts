import type { Parameter as AwsParameter } from '@aws-sdk/client-rds'
import type { Parameter, Place, Rds } from '../../../ports/rds.ts'
import type { AwsClients } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { aboutGroup, aboutInstance } from './calls.ts'
import { describeInstance, describeSnapshot, describeSnapshots } from './instances.ts'

/** RDS as plans, looks and makers read it. */
export function createRds(aws: AwsClients): Rds {
  async function groupPages(group: string, source: 'user' | undefined, place: Place) {
    return pages(async Marker => {
      const page = await once(aboutGroup('DescribeDBParameters', place, group), async abortSignal => {
        const rds = await aws.reading.rds(place)
        const asked = {
          DBParameterGroupName: group,
          ...(source && { Source: source }),
          ...(Marker && { Marker }),
        }
        return rds.describeDBParameters(asked, { abortSignal })
      })
      return { all: page.Parameters ?? [], next: page.Marker }
    })
  }

  return {
    instance: (id, place) => describeInstance(aws, id, place),

    snapshots: (id, place) => {
      const call = aboutInstance('DescribeDBSnapshots', place, id)
      return describeSnapshots(aws, call, { DBInstanceIdentifier: id }, place)
    },

    snapshot: (name, place) => describeSnapshot(aws, name, place),

    async updates(id, place) {
      const call = aboutInstance('DescribePendingMaintenanceActions', place, id)
      const found = await once(call, async abortSignal => {
        const rds = await aws.reading.rds(place)
        const asked = { Filters: [{ Name: 'db-instance-id', Values: [id] }] }
        return rds.describePendingMaintenanceActions(asked, { abortSignal })
      })
      return (found.PendingMaintenanceActions ?? [])
        .flatMap(({ PendingMaintenanceActionDetails: all = [] }) => all)
        .map(({ Action: action = '', Description: what = '', CurrentApplyDate: at }) => ({
          action,
          what,
          ...(at && { at: at.getTime() }),
        }))
    },

    async logFiles(id, place) {
      const found = await pages(async Marker => {
        const page = await once(aboutInstance('DescribeDBLogFiles', place, id), async abortSignal => {
          const rds = await aws.reading.rds(place)
          const asked = { DBInstanceIdentifier: id, ...(Marker && { Marker }) }
          return rds.describeDBLogFiles(asked, { abortSignal })
        })
        return { all: page.DescribeDBLogFiles ?? [], next: page.Marker }
      })
      return found
        .map(({ LogFileName: name = '', Size: size = 0, LastWritten: writtenAt = 0 }) => ({
          name,
          size,
          writtenAt,
        }))
        .sort((a, b) => b.writtenAt - a.writtenAt)
    },

    async log(id, file, lines, place) {
      const portion = await orNone(
        once(aboutInstance('DownloadDBLogFilePortion', place, id), async abortSignal => {
          const rds = await aws.rds(place)
          const asked = { DBInstanceIdentifier: id, LogFileName: file, NumberOfLines: lines }
          return rds.downloadDBLogFilePortion(asked, { abortSignal })
        }),
      )
      return portion && (portion.LogFileData ?? '')
    },

    async parameters(group, wanted, place) {
      const set = await groupPages(group, 'user', place)
      const all = wanted.every(name => set.some(({ ParameterName }) => ParameterName === name))
        ? set
        : [...set, ...(await groupPages(group, undefined, place))]
      const isAsked = ({ Source, ParameterName = '' }: AwsParameter) =>
        Source === 'user' || wanted.includes(ParameterName)
      return [...new Map(all.filter(isAsked).map(one => [one.ParameterName, parameterOf(one)])).values()]
    },

    async users(group, place) {
      const found = await pages(async Marker => {
        const page = await once(aboutInstance('DescribeDBInstances', place, '*'), async abortSignal => {
          const rds = await aws.reading.rds(place)
          return rds.describeDBInstances(Marker ? { Marker } : {}, { abortSignal })
        })
        return { all: page.DBInstances ?? [], next: page.Marker }
      })
      return found
        .filter(({ DBParameterGroups = [] }) =>
          DBParameterGroups.some(({ DBParameterGroupName }) => DBParameterGroupName === group),
        )
        .map(({ DBInstanceIdentifier: id = '' }) => id)
    },
  }
}

const parameterOf = (found: AwsParameter): Parameter => ({
  name: found.ParameterName ?? '',
  ...(found.ParameterValue !== undefined && { value: found.ParameterValue }),
  isSet: found.Source === 'user',
  isDynamic: found.ApplyType === 'dynamic',
  ...(found.AllowedValues !== undefined && { allowed: found.AllowedValues }),
})

import { z } from 'zod'
import { UserError } from '../../../domain/errors.ts'
import type { Json } from '../../../domain/run/plan.ts'
import type { StepAnswer } from '../../../ports/step-reader.ts'
import type { Spoken } from './clients.ts'
import { pagesOf } from './pages.ts'

const Buckets = z.object({
  Buckets: z.array(z.object({ Name: z.string(), CreationDate: z.date().optional() })).default([]),
})
const Objects = z.object({
  Contents: z
    .array(z.object({ Key: z.string(), Size: z.number().default(0), LastModified: z.date().optional() }))
    .default([]),
  CommonPrefixes: z.array(z.object({ Prefix: z.string().default('') })).default([]),
})

const columns = ['Modified', 'Bytes', 'Name']
const iso = (at: Date | undefined): string => at?.toISOString().replace(/\.000Z$/, 'Z') ?? ''

/** `aws s3 ls`, and what `sync` and `cp` would fetch: nothing is fetched, it is listed. */
export async function listObjects(spoken: Spoken, input: Record<string, Json>): Promise<StepAnswer> {
  if (input.from === undefined) {
    const { Buckets: all } = Buckets.parse(
      await pagesOf(spoken, { service: 's3', name: 'ListBuckets', input: {} }),
    )
    return {
      rows: {
        columns: ['Created', 'Name'],
        rows: all.map(({ Name, CreationDate }) => [iso(CreationDate), Name]),
      },
    }
  }
  const [, bucket, prefix = ''] =
    /^(?:s3:\/\/)?([a-z0-9][a-z0-9.-]{1,62})(?:\/(.*))?$/s.exec(String(input.from)) ?? []
  if (bucket === undefined)
    throw new UserError(`"${String(input.from).slice(0, 80)}" is no place in S3: as in s3://bucket/folder/`)
  const found = await pagesOf(spoken, {
    service: 's3',
    name: 'ListObjectsV2',
    input: { Bucket: bucket, Prefix: prefix, ...(input.deep !== true && { Delimiter: '/' }) },
  })
  const { Contents, CommonPrefixes } = Objects.parse(found)
  return {
    rows: {
      columns,
      rows: [
        ...CommonPrefixes.map(({ Prefix }) => ['', '', Prefix.slice(prefix.length)]),
        ...Contents.map(({ Key, Size, LastModified }) => [iso(LastModified), Size, Key]),
      ],
    },
  }
}

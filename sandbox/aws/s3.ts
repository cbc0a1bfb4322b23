import { gzipSync } from 'node:zlib'
import { type Input, ok, refuse, type Service } from './answer.ts'

/** Amazon S3, as far as it is read from: objects by bucket and key, a page of a list at a time. */
export function createS3() {
  const buckets = new Map<string, Map<string, Buffer>>()
  const missing = () => refuse('NoSuchBucket', 'The specified bucket does not exist', 404)
  let pageSize = 1_000

  const answers: Service['answers'] = {
    ListBucket({ bucket, prefix = '', delimiter, 'continuation-token': from = '0' }) {
      const objects = buckets.get(bucket)
      if (!objects) return missing()
      const keys = [...objects.keys()].filter(key => key.startsWith(prefix)).sort()
      if (delimiter !== undefined) {
        const folders = keys.flatMap(key => {
          const end = key.indexOf(delimiter, prefix.length)
          return end < 0 ? [] : key.slice(0, end + 1)
        })
        return ok({
          ListBucketResult: {
            Name: bucket,
            CommonPrefixes: [...new Set(folders)].map(Prefix => ({ Prefix })),
            IsTruncated: false,
          },
        })
      }
      const next = Number(from) + pageSize
      const isMore = next < keys.length
      return ok({
        ListBucketResult: {
          Name: bucket,
          Contents: keys
            .slice(Number(from), next)
            .map(Key => ({ Key, Size: objects.get(Key)!.length, StorageClass: 'STANDARD' })),
          IsTruncated: isMore,
          ...(isMore && { NextContinuationToken: `${next}` }),
        },
      })
    },
    GetObject({ bucket, key }) {
      const objects = buckets.get(bucket)
      if (!objects) return missing()
      const body = objects.get(key)
      return body ? ok({ body }) : refuse('NoSuchKey', 'The specified key does not exist.', 404)
    },
  }

  function put(bucket: string, key: string, body: Buffer): void {
    const objects = buckets.get(bucket) ?? new Map<string, Buffer>()
    buckets.set(bucket, objects.set(key, body))
  }
  return {
    answers,
    resource: ({ bucket = '*', key }) => `arn:aws:s3:::${bucket}${key === undefined ? '' : `/${key}`}`,
    put,
    /** Adds an object of lines, packed. */
    zip: (bucket: string, key: string, lines: string[]): void =>
      put(bucket, key, gzipSync(lines.map(line => `${line}\n`).join(''))),
    page: (size: number): void => void (pageSize = size),
  } satisfies Service & Record<string, unknown>
}

/** Which action a request is: objects are addressed by their path, with the bucket first. */
export function s3Call(method: string, url: string): { action: string; input: Input } {
  const { pathname, searchParams } = new URL(url, 'http://s3')
  const [bucket = '', ...key] = pathname.slice(1).split('/')
  const query = Object.fromEntries(searchParams)
  if (method !== 'GET') return { action: `${method} of an object`, input: { bucket } }
  return key.join('/') === ''
    ? { action: 'ListBucket', input: { ...query, bucket } }
    : { action: 'GetObject', input: { bucket, key: decodeURIComponent(key.join('/')) } }
}

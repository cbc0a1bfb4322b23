import { createInterface } from 'node:readline'
import { addAbortSignal, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { AccessLogPlace, AccessLogs, ReadLines } from '../../../ports/access-logs.ts'
import { type AwsCall, type TimeLimit, within } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { ask } from '../failure.ts'

/** Of one question: files, bytes of them once they are unpacked, and milliseconds. Longer lines are left out. */
const most = { files: 300, bytes: 300_000_000, ms: 20_000, line: 16_000 }
/** So many bytes without the end of a line are held: that is no access log. */
const heldBytes = 1_000_000
/** A file holds the five minutes before its time, and is written some minutes after it. */
const fileMs = 300_000
const dayMs = 86_400_000

/** Reads what application load balancers have written: one gzip file for every five minutes and node of theirs. */
export function createAccessLogs(aws: AwsClients): AccessLogs {
  return {
    async read(place, { from, to }, take): Promise<ReadLines> {
      await aws.load('s3')
      const limit = within(most.ms)
      const all = (await keysOf(place, { from, to }, limit))
        .filter(({ at }) => at > from && at <= to + 2 * fileMs)
        .sort((a, b) => b.at - a.at)
      const done = { files: 0, lines: 0, bytes: 0 }
      for (const { key } of all.slice(0, most.files)) {
        if (done.bytes > most.bytes || limit.signal.aborted) break
        const isWhole = await file(place, key, limit, done, line => {
          const at = Date.parse(line.slice(line.indexOf(' ') + 1, line.indexOf(' ', line.indexOf(' ') + 1)))
          if (!(at >= from && at <= to)) return
          done.lines++
          take(line)
        })
        if (isWhole) done.files++
      }
      const short =
        done.files < all.length
          ? `${done.files} of ${all.length} files were read; for a shorter time it may be all`
          : undefined
      return { files: done.files, lines: done.lines, ...(short !== undefined && { short }) }
    },
  }

  /** The files of these days, each with the end of its five minutes. */
  async function keysOf(place: AccessLogPlace, { from, to }: { from: number; to: number }, limit: TimeLimit) {
    const root = `${place.prefix === undefined ? '' : `${place.prefix}/`}AWSLogs/`
    const { folders: accounts } = await list(place, root, limit, '/')
    const regions = await Promise.all(
      accounts.map(async account =>
        place.region === undefined
          ? (await list(place, `${account}elasticloadbalancing/`, limit, '/')).folders
          : [`${account}elasticloadbalancing/${place.region}/`],
      ),
    )
    const days = new Set<string>()
    for (let at = from; at <= to + fileMs; at += dayMs / 24) days.add(dayOf(at))
    days.add(dayOf(to + fileMs))
    const lists = await Promise.all(
      regions.flat().flatMap(region => [...days].map(day => list(place, `${region}${day}/`, limit))),
    )
    return lists
      .flatMap(({ keys }) => keys)
      .flatMap(key => {
        const [, ...parts] = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*\.log\.gz$/.exec(key) ?? []
        const [year, month, day, hour, minute] = parts.map(Number) as [number, number, number, number, number]
        return parts.length === 0 ? [] : [{ key, at: Date.UTC(year, month - 1, day, hour, minute) }]
      })
  }

  async function list(place: AccessLogPlace, Prefix: string, limit: TimeLimit, Delimiter?: string) {
    const keys: string[] = []
    const folders: string[] = []
    let ContinuationToken: string | undefined
    do {
      const page = await ask(about('ListBucket', place), limit, async abortSignal => {
        const s3 = await aws.reading.s3(place)
        return s3.listObjectsV2(
          { Bucket: place.bucket, Prefix, ...(Delimiter && { Delimiter }), ContinuationToken },
          { abortSignal },
        )
      })
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []))
      folders.push(...(page.CommonPrefixes ?? []).flatMap(({ Prefix: folder }) => folder ?? []))
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
    return { keys, folders }
  }

  /** Unpacks a file while it comes, line by line, and no further than there is room. */
  async function file(
    place: AccessLogPlace,
    Key: string,
    limit: TimeLimit,
    done: { bytes: number },
    take: (line: string) => void,
  ): Promise<boolean> {
    return ask(about('GetObject', place), limit, async abortSignal => {
      const s3 = await aws.reading.s3(place)
      const { Body } = await s3.getObject({ Bucket: place.bucket, Key }, { abortSignal })
      const packed = Body as Readable
      const unpacked = createGunzip()
      packed.on('error', error => unpacked.destroy(error))
      addAbortSignal(abortSignal, packed)
      let held = 0
      unpacked.on('data', (chunk: Buffer) => {
        done.bytes += chunk.length
        const end = chunk.lastIndexOf('\n')
        held = end < 0 ? held + chunk.length : chunk.length - end - 1
        if (done.bytes > most.bytes || held > heldBytes) {
          packed.destroy()
          // Whoever waits for the next line hears of nothing but an error.
          unpacked.destroy(noMore)
        }
      })
      const lines = createInterface({ input: packed.pipe(unpacked), crlfDelay: Number.POSITIVE_INFINITY })
      try {
        for await (const line of lines) if (line.length <= most.line) take(line)
        return true
      } catch (error) {
        if (error === noMore || isBadlyPacked(error)) return false
        throw error
      }
    })
  }
}

const about = (action: 'ListBucket' | 'GetObject', { bucket, prefix, region }: AccessLogPlace): AwsCall => ({
  action: `s3:${action}`,
  resource: bucket,
  about: `bucket ${bucket}${region ? ` in ${region}` : ''}: check \`accessLogs\` in the system file`,
  allow: {
    Resource:
      action === 'ListBucket'
        ? `arn:aws:s3:::${bucket}`
        : `arn:aws:s3:::${bucket}/${prefix ? `${prefix}/` : ''}*`,
  },
})

/** "2026/11/26" */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')

const noMore = new Error('there is no room for more of it')

const isBadlyPacked = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

import type { Account } from './probes.ts'

/** Where a load balancer writes its access log. */
export interface AccessLogPlace extends Account {
  bucket: string
  prefix?: string
}

export interface ReadLines {
  files: number
  lines: number
  /** Why that may not be all, in words. */
  short?: string
}

/** Access logs of load balancers, as they lie in S3. Faults are `OutsideError`s in words. */
export interface AccessLogs {
  /** Takes each line that was written from one moment to another, in milliseconds since the epoch, newest files first. */
  read(
    place: AccessLogPlace,
    period: { from: number; to: number },
    take: (line: string) => void,
  ): Promise<ReadLines>
}

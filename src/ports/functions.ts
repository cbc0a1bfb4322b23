/** A function of AWS Lambda, with the place it is in. */
export interface FunctionTarget {
  function: string
  region?: string
  role?: string
}

/** What a function's code comes from: an object in S3, or an image in a registry. */
export type Package = { bucket: string; key: string } | { image: string }

/** A function's newest code and settings. */
export interface FunctionState {
  /** SHA-256 of its code, as Lambda writes it. */
  sha: string
  /** In MB. */
  memory: number
  timeoutMs: number
  runtime?: string
  /** As Lambda says it: `Active`, `Pending`, `Inactive`, `Failed`; and why. */
  state: string
  stateReason?: string
  /** What became of its last update: `Successful`, `InProgress`, `Failed`; and why. */
  update: string
  updateReason?: string
  /** Milliseconds since the epoch. */
  changedAt?: number
}

/** Code and settings that were kept under a number, and do not change any more. */
export interface Published {
  version: number
  description: string
  sha: string
  /** In MB. */
  memory: number
  /** Milliseconds since the epoch. */
  publishedAt?: number
}

/** What an alias leads to: one version, or a share of its calls to another one. */
export interface Routing {
  version: string
  /** Of all calls: `weight` is from 0 to 1. */
  also?: { version: string; weight: number }
}

export const isSameRouting = (a: Routing, b: Routing): boolean =>
  a.version === b.version && a.also?.version === b.also?.version && a.also?.weight === b.also?.weight

/** Environments of a function that are kept warm. */
export interface Provisioned {
  wanted: number
  ready: number
  /** As Lambda says it: `IN_PROGRESS`, `READY`, `FAILED`; and why. */
  status: string
  why?: string
}

/** AWS Lambda, as plans and looks read it. Faults are `OutsideError`s in words. */
export interface Functions {
  /** Undefined when there is no such function. */
  state(target: FunctionTarget): Promise<FunctionState | undefined>
  /** Newest first. */
  versions(target: FunctionTarget): Promise<Published[]>
  aliases(target: FunctionTarget): Promise<(Routing & { name: string })[]>
  alias(target: FunctionTarget, alias: string): Promise<Routing | undefined>
  /** Undefined when none is kept warm. */
  provisioned(target: FunctionTarget, alias: string): Promise<Provisioned | undefined>
  /** How many may run at a time at most, where that is limited. */
  reserved(target: FunctionTarget): Promise<number | undefined>
  /** Whether a package is there, as Lambda sees it; with its SHA-256 where Lambda tells another than the newest code's. */
  package(
    target: FunctionTarget,
    code: Package,
  ): Promise<{ is: 'there'; sha?: string } | { is: 'gone'; why: string }>
}

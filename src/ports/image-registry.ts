import type { Account } from './probes.ts'

/** An image as its registry keeps it. Times are milliseconds since the epoch. */
export interface StoredImage {
  digest: string
  tags: string[]
  bytes: number
  pushedAt?: number
  /** When it was last fetched, where the registry has written that down. */
  pulledAt?: number
}

/** A repository of images, as a registry of its account has it. */
export interface Repository extends Account {
  registry: string
  repository: string
}

/** ECR. Faults are `OutsideError`s in words. */
export interface ImageRegistry {
  /** All that a repository keeps, up to some thousands; undefined: there is no such repository. */
  images(of: Repository): Promise<{ images: StoredImage[]; isAll: boolean } | undefined>
}

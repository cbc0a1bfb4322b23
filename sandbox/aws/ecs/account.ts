import type { LogEvent } from '../logs.ts'
import type { Definitions } from './definitions.ts'
import type { SimulatedService } from './world.ts'

/** What changes services and task definitions, and what is read of the latter. */
export interface Account {
  services: Map<string, SimulatedService>
  definitions: Definitions
  now(): number
  /** The tag of an image. */
  tagOf(image: string): string
  /** Writes into a stream of a log group. */
  print(group: string, stream: string, ...events: LogEvent[]): void
  /** A service as ECS describes it. */
  described(service: SimulatedService): Record<string, unknown>
}

import type { System } from '../domain/system.ts'

/** Where a step is carried out. */
export interface StepPlace {
  system: System
  environment: string
}

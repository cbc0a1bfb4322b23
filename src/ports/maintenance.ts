export interface MaintenanceWindow {
  id: string
  description: string
  endsAt: number
  /** PagerDuty's ids. */
  services: string[]
}

/** PagerDuty's maintenance windows, as plans read them. Faults are `OutsideError`s. */
export interface Maintenance {
  /** Those that are on or still to come. */
  open(services: string[]): Promise<MaintenanceWindow[]>
  /** What a service is called. */
  name(service: string): Promise<string>
}

export interface Alarm {
  name: string
  isRaised: boolean
  /** Whether anybody hears of it: its actions are on. */
  isHeard: boolean
}

/** CloudWatch's alarms, as plans read them. Faults are `OutsideError`s in words. */
export interface Alarms {
  /** By name, or by the beginning of their name with a `*`. */
  find(where: { region?: string; role?: string }, wanted: string[]): Promise<Alarm[]>
}

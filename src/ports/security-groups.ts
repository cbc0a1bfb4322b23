import type { Place } from './rds.ts'

/** What a security group lets in. */
export interface Ingress {
  protocol: string
  fromPort: number
  toPort: number
  /** Addresses in IPv4 or IPv6; undefined: another group or a list of prefixes. */
  cidr?: string
  description?: string
}

/** One that lets everybody in. */
export interface OpenGroup {
  id: string
  name: string
  /** Those that let everybody in, over IPv4 or IPv6. */
  rules: Ingress[]
  /** What its rules count for, in words, and whether that has a public address. */
  behind: { what: string; isPublic: boolean }[]
}

/** Security groups of EC2, as plans, looks and makers read them. Faults are `OutsideError`s in words. */
export interface SecurityGroups {
  /** Of a group that is not there: nothing. */
  ingress(group: string, place: Place): Promise<Ingress[]>
  /** Those of a region that let everybody in. */
  open(place: Place): Promise<OpenGroup[]>
}

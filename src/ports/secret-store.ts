import type { Sealed } from '../domain/sealed.ts'
import type { Place } from './rds.ts'

/** One of the values that a secret has had, without the value; `at` in milliseconds since the epoch. */
export interface SecretVersion {
  id: string
  at: number
}

/** A secret of Secrets Manager, without its value. */
export interface StoredSecret {
  current?: SecretVersion
  /** Put there, and not current yet. */
  pending?: SecretVersion
  /** AWS rotates it by itself. */
  rotates: boolean
  /** When AWS did last. */
  rotatedAt?: number
  /** The service of AWS that it belongs to. */
  owner?: string
  /** When it is gone for good. */
  deletedAt?: number
}

/** What a secret's current value is made of, without what is secret in it. */
export type SecretForm = { is: 'none' } | { is: 'text' } | { is: 'object'; members: string[]; user?: string }

/** A secret as the list of an account has it. */
export interface ListedSecret {
  id: string
  name: string
  /** When it was last changed or rotated. */
  changedAt?: number
  rotates: boolean
}

/** AWS Secrets Manager, as plans and looks read it: no value leaves it. Faults are `OutsideError`s in words. */
export interface SecretStore {
  /** Undefined: there is none of this name. */
  secret(id: string, place: Place): Promise<StoredSecret | undefined>
  form(id: string, place: Place): Promise<SecretForm>
  all(place: Place): Promise<ListedSecret[]>
}

/** A value that a person has given, on its way into Secrets Manager. */
export interface Given {
  secret: string
  /** The member of a JSON object that it is put in the place of. */
  key?: string
  value: Sealed
  /** By which it counts once, and which the version is called by. */
  token: string
  /** The version that was current, on which it is built. */
  from: string | null
}

/** Puts given values aside as pending versions, and drops them. */
export interface SecretIntake {
  put(given: Given, place: Place): Promise<void>
  drop(secret: string, version: string, place: Place): Promise<void>
}

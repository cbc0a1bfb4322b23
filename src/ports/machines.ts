/** Where a document of Systems Manager is run. */
export interface Place {
  region?: string
  role?: string
}

/** A document of Systems Manager as it is now, by its hash. */
export interface SsmDocument {
  version: string
  hash: string
  status: string
  /** Names of what it can be given, and whether it has to be. */
  parameters: { name: string; isNeeded: boolean }[]
}

/** A machine that Systems Manager knows. */
export interface Machine {
  id: string
  name: string
  isOnline: boolean
}

/** AWS Systems Manager, as plans read it. Faults are `OutsideError`s in words. */
export interface Machines {
  /** Undefined when there is none of this name. */
  document(name: string, place: Place): Promise<SsmDocument | undefined>
  /** Those that have all of these tags, by their ids. */
  tagged(tags: Record<string, string>, place: Place): Promise<Machine[]>
}

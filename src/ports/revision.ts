/** What a service runs, or has run and can go back to: a revision of a task definition, a ReplicaSet. */
export interface Revision {
  /** Its whole name: an ARN, where it has one. */
  id: string
  /** As people call it: `learnbot-production-api-gateway:41`. */
  name: string
  revision: number
  /** Images by container: `web:9f8e7d6`, `web@sha256:…`, or with both where both are known. */
  images: Record<string, string>
  /** What else it sets, by name: to be compared only. */
  settings: Record<string, string>
  registeredAt?: number
  /** Who registered it, as far as that is told. */
  by?: string
  /** The run and step of Belay's that registered it. */
  run?: string
}

/** A revision that was once deployed. */
export interface Deployed {
  id: string
  /** `neither`: it is under way, or was stopped. */
  became: 'stable' | 'failed' | 'neither'
  /** When that began. */
  at?: number
}

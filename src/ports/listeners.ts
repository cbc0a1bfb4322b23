import type { Account } from './probes.ts'

/** What is done with a request. */
export type ListenerAction =
  | { is: 'forward'; to: { group: string; weight: number }[] }
  | { is: 'redirect'; to: string; status: string }
  | { is: 'answer'; status: string }
  | { is: 'other'; what: string }

export interface ListenerRule {
  /** `default` comes last. */
  priority: string
  /** What a request has to be like, in words; all of it. */
  when: string[]
  does: ListenerAction[]
}

export interface Listener {
  port: number
  protocol: string
  /** ARNs of the certificates that it shows first. */
  certificates: string[]
  rules: ListenerRule[]
}

/** Listeners of load balancers. Faults are `OutsideError`s in words. */
export interface Listeners {
  /** The target group that a listener forwards to; undefined when it does something else, or shares between several. */
  forwardsTo(listener: string, place: Account): Promise<string | undefined>
  /** All of a load balancer, with their rules in their order. */
  of(loadBalancer: string, place: Account): Promise<Listener[]>
}

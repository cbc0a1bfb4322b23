import type { Cluster } from '../domain/cluster-settings.ts'
import type { Revision } from './revision.ts'

/** Where a cluster is, and whose secrets its token may be among. */
export interface ClusterPlace {
  cluster: Cluster
  region?: string
  role?: string
}

/** A deployment of a system file, with the container of it that matters. */
export interface DeploymentTarget extends ClusterPlace {
  namespace: string
  deployment: string
  container: string
}

export interface DeploymentState {
  /** The name of the ReplicaSet that it is to run, once Kubernetes has made it. */
  replicaSet?: string
  revision: number
  /** The image of the container that matters; undefined where there is no such container. */
  image?: string
  /** All its containers. */
  containers: string[]
  desired: number
  /** Of its present template, and of those the ones that serve; `running`: all that serve. */
  updated: number
  updatedAvailable: number
  running: number
  rollout: 'complete' | 'going' | 'stalled'
  /** What Kubernetes says of its roll-out. */
  said?: string
  isPaused: boolean
}

/** A pod. Times in milliseconds since the epoch. */
export interface PodState {
  name: string
  /** As `kubectl get pods` has it: Running, Pending, CrashLoopBackOff, ImagePullBackOff, Terminating. */
  status: string
  isReady: boolean
  restarts: number
  /** The ReplicaSet that it belongs to. */
  replicaSet?: string
  startedAt?: number
  node?: string
  image?: string
  /** Why it is not up, in Kubernetes' words. */
  why?: string
  /** How its container ended last. */
  last?: { reason: string; exit: number; at?: number }
}

export interface ClusterEvent {
  at: number
  /** `Pod/travellr-backend-6d4c-x7zk2` */
  on: string
  reason: string
  message: string
  isWarning: boolean
  count: number
}

/** What a pod's container takes, of how much it may: cores, and bytes. */
export interface PodUsage {
  pod: string
  cpu: number
  memory: number
  cpuLimit?: number
  memoryLimit?: number
}

/** Kubernetes, as plans and looks read it. Faults are `OutsideError`s in words. */
export interface Workloads {
  /** Undefined when there is no such deployment. */
  deployment(target: DeploymentTarget): Promise<DeploymentState | undefined>
  /** The ReplicaSets that are kept of it, the newest first; their ids are their names. */
  revisions(target: DeploymentTarget): Promise<Revision[]>
  /** The newest first. */
  pods(target: DeploymentTarget): Promise<PodState[]>
  /** Of the deployment, its ReplicaSets and pods, as long as Kubernetes keeps them, about an hour; the newest first. */
  events(target: DeploymentTarget): Promise<ClusterEvent[]>
  /** One pod as it is described, without the values of its environment; undefined when there is no such. */
  describe(target: DeploymentTarget, pod: string): Promise<string | undefined>
  /** Undefined where no metrics-server is. */
  usage(target: DeploymentTarget, labels?: string): Promise<PodUsage[] | undefined>
  /** What sets the number of its pods by itself, if something does. */
  autoscaler(target: DeploymentTarget): Promise<{ name: string; min: number; max: number } | undefined>
}

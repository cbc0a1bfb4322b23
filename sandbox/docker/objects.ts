import type { SimulatedContainer } from './world.ts'

export const iso = (at: number | undefined) =>
  at === undefined ? '0001-01-01T00:00:00Z' : new Date(at).toISOString()

/** What every image sets by itself. */
export const defaults = {
  Env: ['PATH=/usr/bin'],
  Cmd: ['node', 'server.js'],
  Labels: { maintainer: 'image' },
}

/** A container as Docker tells of it when it is inspected. */
export const described = (one: SimulatedContainer) => ({
  Id: one.id,
  Name: `/${one.name}`,
  Image: `sha256:${one.image}`,
  RestartCount: one.restarts,
  Config: {
    ...defaults,
    Hostname: one.id.slice(0, 12),
    Image: one.image,
    Env: [...defaults.Env, ...one.env],
    Labels: { ...defaults.Labels, ...one.labels },
  },
  HostConfig: one.host,
  Mounts: [],
  NetworkSettings: {
    Networks: {
      default: { Aliases: [one.labels['com.docker.compose.service'], one.id.slice(0, 12)].filter(Boolean) },
    },
  },
  State: {
    Status: one.status,
    Running: one.status === 'running',
    ExitCode: one.exit ?? 0,
    OOMKilled: one.wasKilledForMemory ?? false,
    StartedAt: iso(one.startedAt),
    ...(one.health && { Health: { Status: one.health } }),
  },
})

/** Docker puts the stream and the length before each piece. */
export function framed(piece: string, stream: 1 | 2): Buffer {
  const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0])
  head.writeUInt32BE(Buffer.byteLength(piece), 4)
  return Buffer.concat([head, Buffer.from(piece)])
}

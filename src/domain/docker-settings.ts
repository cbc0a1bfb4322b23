import { z } from 'zod'
import { Secret } from './secret.ts'
import { Text } from './setting.ts'

/** Where Docker's Engine answers: a socket of this machine, or an address with certificates of its own, in PEM. */
export const Docker = z
  .strictObject({
    host: z
      .string()
      .regex(
        /^(?:unix:\/\/\/\S+|tcp:\/\/[\w.-]+:\d{1,5})$/,
        'expected unix:///path/to/docker.sock or tcp://host:2376',
      ),
    tls: z.strictObject({ ca: Secret, cert: Secret, key: Secret }).exactOptional(),
  })
  .refine(({ host, tls }) => host.startsWith('unix:') || tls !== undefined, {
    error: 'expected tls: ca, cert and key: whoever reaches an Engine without it has the whole machine',
    path: ['tls'],
  })
export type Docker = z.infer<typeof Docker>

/** What a service is in a project of Docker Compose, as the labels of its containers say. */
export const Compose = z.strictObject({ project: Text, service: Text })

import { z } from 'zod'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { serviceOf } from './about.ts'
import { look } from './look.ts'

export const pods: Command = systemCommand({
  name: 'pods',
  knownAs: ['kubectl get pods', 'kubectl get pod', 'kubectl get po'],
  summary: 'The pods of a service in Kubernetes',
  more: 'And why those that are not ready are not.',
  example: 'pods {service}',
  needs: ['kubernetes'],
  args: z.object({ service: z.string().toLowerCase().describe('a service').optional() }),
  positional: ['service'],
  permission: 'responders',
  run: call => look(call, 'pods', {}, serviceOf(call)),
})

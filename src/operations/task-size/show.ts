import { z } from 'zod'
import { fargateCpus, fargateMemories, inWords } from '../../domain/fargate.ts'
import type { Clusters } from '../../ports/clusters.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { findSize, sizeInWords } from './find.ts'

/** How much CPU and memory a task of a service has, and what it may have. */
export const showTaskSize = (clusters: Clusters): Read => ({
  name: 'tasks size',
  input: z.object({}),
  async read(_, where) {
    const { size, named, isFargate } = await findSize(clusters, where)
    const limited = size.containers.filter(({ memory }) => memory !== undefined)
    const [twice] = fargateMemories(size.cpu * 2)
    return {
      title: `Tasks of ${named}: ${sizeInWords(size)}`,
      lines: limited.map(({ name, memory }) => `${name} may take ${memory} MB of that.`),
      ...(isFargate && {
        table: {
          columns: ['CPU units', 'Memory in MB that goes with it', ''],
          rows: fargateCpus.map(cpu => [
            cpu,
            inWords(fargateMemories(cpu)).replace(/,$/, ''),
            cpu === size.cpu ? 'now' : '',
          ]),
        },
      }),
      offers: [
        ...(isFargate && twice !== undefined
          ? [
              {
                label: 'Twice that',
                command: `${lineAt('tasks size', where)} --cpu ${size.cpu * 2} --memory ${Math.max(twice, size.memory * 2)}`,
              },
            ]
          : []),
        { label: 'What they take', command: lineAt('metrics', where) },
        { label: 'Tasks', command: lineAt('tasks', where) },
      ],
    }
  },
})

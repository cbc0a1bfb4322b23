import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'

/** A folder with so many small systems, each with a channel and a PagerDuty service of its own; Ana is on call for all. */
export async function folderOfSystems(count: number): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'belay-systems-'))
  for (let i = 0; i < count; i++)
    await writeFile(
      join(folder, `s${i}.yml`),
      stringify({
        system: `s${i}`,
        title: `System ${i}`,
        people: { responders: ['@oncall'] },
        severities: { P1: { acknowledge: '1h', page: true } },
        escalation: [{ notify: ['@oncall'] }],
        pagerduty: { services: [serviceOf(i)], severity: { priority: { P1: 'P1' } } },
        environments: { production: { channel: channelOf(i) } },
      }),
    )
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

export const serviceOf = (i: number): string => `PSERVICE${i}`
export const channelOf = (i: number): string => `#alerts-${i}`

import { describe, expect, it } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import type { System } from '../../src/domain/system.ts'
import { SystemFile } from '../../src/domain/system-file.ts'
import { createSystems } from '../../src/engine/systems.ts'
import type { Directory } from '../../src/ports/directory.ts'

const systemIn = (system: string, channels: Record<string, string>) =>
  SystemFile.parse({
    system,
    title: system.toUpperCase(),
    people: { responders: ['@oncall'] },
    severities: { P1: { acknowledge: '15m' } },
    escalation: [{ notify: ['@oncall'] }],
    environments: Object.fromEntries(Object.entries(channels).map(([name, channel]) => [name, { channel }])),
  })

const learnbot = systemIn('learnbot', { production: '#alerts', staging: '#staging' })
const travelbot = systemIn('travelbot', { production: 'CALERTS' })

const away = () =>
  Promise.reject(new OutsideError('away', { service: 'slack', fault: 'away', effect: 'none' }))
const living = async (systems: System[], channel: string, channelName: Directory['channelName']) =>
  (await createSystems(systems, { channelName } as Directory).inChannel(channel)).map(
    ({ system, environment }) => `${system.system} ${environment}`,
  )

describe('what lives in a channel', () => {
  it('is what names it, by its name or its id', async () => {
    const names = async (id: string) => ({ CALERTS: '#alerts', CSTAGING: '#staging' })[id]
    const both = [learnbot, travelbot]
    expect(await living(both, 'CALERTS', names)).toEqual(['learnbot production', 'travelbot production'])
    expect(await living(both, 'CSTAGING', names)).toEqual(['learnbot staging'])
    expect(await living(both, 'CELSE', names)).toEqual([])
  })

  it('is not known while Slack does not say what the channel is called, unless only ids are named', async () => {
    await expect(living([learnbot, travelbot], 'CALERTS', away)).rejects.toThrow('away')
    expect(await living([travelbot], 'CALERTS', away)).toEqual(['travelbot production'])
  })
})

// Belay's look at how an environment does, over so many services that have a health address each.

import { SystemFile } from '../../src/domain/system-file.ts'
import { createHealth } from '../../src/operations/health.ts'
import type { Probes } from '../../src/ports/probes.ts'
import { createHttpProbe } from '../../src/providers/http-probe.ts'
import { given, say } from './parent.ts'

const { urls } = given<{ urls: string[] }>()
const services = Object.fromEntries(urls.map((health, i) => [`service-${i}`, { health }]))
const system = SystemFile.parse({
  system: 'learnbot',
  title: 'LearnBot',
  people: { responders: ['@oncall'] },
  severities: { P1: { acknowledge: '15m' } },
  escalation: [{ notify: ['@oncall'] }],
  environments: { production: { channel: '#learnbot-alerts', services } },
})
// Nothing else than health addresses is looked at.
const probes = { ready: async () => {}, http: createHttpProbe() } as Partial<Probes> as Probes
const health = createHealth(probes, {
  broken(error) {
    throw error
  },
})

/** Answers how many milliseconds a look at one service takes, or at all of them without its name. */
process.on('message', async ({ service }: { service?: string }) => {
  const began = performance.now()
  const { parts } = await health.of(system, 'production', service)
  const ms = performance.now() - began
  const wrong = parts.find(({ state }) => state === 'down' || state === 'unknown')
  if (wrong) throw new Error(`${wrong.name} is ${wrong.state}: ${wrong.findings[0]!.detail}`)
  say(ms)
})
say({})

const gib = 1024
const every = (step: number, from: number, to: number): number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) => from + i * step)

/** Which memory, in MB, a task on Fargate may have, by its CPU in units of which a core has 1024. */
const memories: Record<number, number[]> = {
  256: [512, gib, 2 * gib],
  512: every(gib, gib, 4 * gib),
  1024: every(gib, 2 * gib, 8 * gib),
  2048: every(gib, 4 * gib, 16 * gib),
  4096: every(gib, 8 * gib, 30 * gib),
  8192: every(4 * gib, 16 * gib, 60 * gib),
  16384: every(8 * gib, 32 * gib, 120 * gib),
}

/** CPU that a task on Fargate may have. */
export const fargateCpus: number[] = Object.keys(memories).map(Number)

export const fargateMemories = (cpu: number): number[] => memories[cpu] ?? []

export interface Size {
  cpu: number
  memory: number
}

/** What of a size Fargate does not have, and the nearest that it has; undefined where it has it. */
export function notOnFargate({ cpu, memory }: Size): { why: string; nearest: Size } | undefined {
  const may = fargateMemories(cpu)
  if (may.includes(memory)) return undefined
  if (may.length === 0) {
    const next = fargateCpus.find(one => one >= cpu) ?? fargateCpus.at(-1)!
    return {
      why: `Fargate has no ${cpu} CPU units: it has ${fargateCpus.join(', ')}, of which 1024 are a core.`,
      nearest: { cpu: next, memory: atLeast(fargateMemories(next), memory) },
    }
  }
  return {
    why: `With ${cpu} CPU units Fargate gives ${inWords(may)} MB of memory, and not ${memory}.`,
    nearest: { cpu, memory: atLeast(may, memory) },
  }
}

const atLeast = (all: number[], wanted: number): number => all.find(one => one >= wanted) ?? all.at(-1)!

/** "2048 to 8192, in steps of 1024" */
export function inWords(all: number[]): string {
  const [first = 0, second = 0] = all
  const step = second - first
  const isEven = all.every((one, i) => one === first + i * step)
  return isEven
    ? `${first} to ${all.at(-1)}, in steps of ${step},`
    : all.join(', ').replace(/, (\d+)$/, ' or $1')
}

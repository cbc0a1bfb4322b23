import { z } from 'zod'

export const severities = ['P1', 'P2', 'P3', 'P4'] as const
export const Severity = z.enum(severities)
export type Severity = z.infer<typeof Severity>

/** As people say it: "p1", "1", "SEV-1". */
export const SaidSeverity = z
  .string()
  .toUpperCase()
  .transform(text => text.replace(/^(?:P|SEV(?:ERITY)?)?[\s-]*(?=[1-4]$)/, 'P'))
  .pipe(Severity)

/** Whether `a` is worse than `b`: P1 is worse than P4. */
export const isWorse = (a: Severity, b: Severity): boolean => severities.indexOf(a) < severities.indexOf(b)

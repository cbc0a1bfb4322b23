import type { Command } from '../../src/engine/command.ts'
import { lambdaConcurrency } from './concurrency.ts'
import { lambda } from './lambda.ts'
import { lambdaMemory } from './memory.ts'
import { lambdaShift } from './shift.ts'

/** What can be typed about functions, in the order of the help. */
export const lambdaCommands: Command[] = [lambda, lambdaShift, lambdaMemory, lambdaConcurrency]

import type { RunStep } from './handler.ts'
import { currentStep, type Run } from './run.ts'
import type { Step } from './step.ts'

export const changed = (run: Run): RunStep => ({ run, happened: [] })

/** The run with its step of that number changed. */
export const withStep = (run: Run, number: number, step: Partial<Step>): Run => ({
  ...run,
  steps: run.steps.map((one, i) => (i === number ? { ...one, ...step } : one)),
})

/** Whether a report is about the step that is under way: what comes of an earlier one comes too late. */
export const isCurrent = (run: Run, number: number): boolean => currentStep(run) === number

export const isUnderWay = (step: Step | undefined): boolean =>
  step?.state === 'starting' || step?.state === 'started'

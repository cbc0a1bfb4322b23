import { mask } from '../mask.ts'

/** The step of a runbook that asks for a change, as it stood when it was asked for. */
export interface Origin {
  procedure: string
  /** Its number in there. */
  step: number
  /** What the procedure is called. */
  title: string
  /** Tells what the step says from anything else that it could. */
  mark: string
  /** Its text, as it is kept. */
  text: string
  /** The item of a checklist that it is seen to by. */
  item?: ItemRef
}

/** An item of a checklist, by the list's id and the number that its step had when that was posted. */
export interface ItemRef {
  checklist: string
  step: number
}

const textMost = 2_000

/** A step's text as it is kept, to say later what has changed in it: masked, and not all of a long one. */
export const keptText = (text: string): string => mask(text).slice(0, textMost)

import { OutsideError } from '../domain/errors.ts'
import { toOutsideError } from './outside-error.ts'

/** Asks Slack once. */
export async function asking<T>(method: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw toOutsideError(error, method)
  }
}

/** Undefined where Slack refuses with one of these words: they say that there is no such thing. */
export async function unless<T>(words: string[], ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof OutsideError && words.includes(error.fault.code ?? '')) return undefined
    throw error
  }
}

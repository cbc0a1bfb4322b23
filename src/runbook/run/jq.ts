import { createRequire } from 'node:module'
import { UserError } from '../../domain/errors.ts'

interface Jq {
  /** Throws an error with what jq writes where it does not end well. */
  raw(input: string, program: string, flags?: string[]): string
}

// It is CommonJS whose export is a promise, which not every importer hands on.
const load = (): Promise<Jq> => createRequire(import.meta.url)('jq-web')

/** So many characters jq is given at once: it works while everything else waits. */
const most = 2_000_000

/** What jq makes of a text of JSON. Loaded when it is first used. */
export async function jq(text: string, program: string, flags: string[]): Promise<string> {
  if (text.length > most)
    throw new UserError(
      `The answer has ${text.length.toLocaleString('en-US')} characters, and jq is given up to ${most.toLocaleString('en-US')}: narrow the command before it.`,
    )
  const { raw } = await load()
  try {
    return raw(text, program, flags)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const [, said = error.message] = error.message.split('\n')
    const plain = said.replace(/\s+/g, ' ').replace(/ \(at [^)]*\)| at <top-level>.*$/g, '')
    throw new UserError(`jq cannot do that with the answer: ${plain.slice(0, 200)}`)
  }
}

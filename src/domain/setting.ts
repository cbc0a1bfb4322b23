import { z } from 'zod'

/** Texts that settings of every kind are made of. */
export const Text = z.string().min(1, 'expected some text')
export const Name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and dashes')
export const Pattern = z.string().refine(isRegExp, 'expected a regular expression')
export const withoutPassword = 'expected an address without a user name or password'
export const HttpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an http or https address' })
  .refine(hasNoPassword, withoutPassword)

/** What an address has to be to stand in a file, a log or the audit. */
export function hasNoPassword(url: string): boolean {
  const { username = '', password = '' } = URL.canParse(url) ? new URL(url) : {}
  return username + password === ''
}

function isRegExp(source: string): boolean {
  try {
    new RegExp(source)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

import { z } from 'zod'

/** So many characters of a text are kept. */
const longest = 2500

/** What somebody writes at length. */
export const Text = z.string().trim().min(1, 'expected some text').max(longest).describe('the text')

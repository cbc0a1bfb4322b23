import { z } from 'zod'

/** What somebody writes at length. */
export const Text = z.string().trim().min(1, 'expected some text').max(2500).describe('the text')

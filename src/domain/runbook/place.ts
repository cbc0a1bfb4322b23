/** Where something stands in a file; line and column count from 1. */
export interface Place {
  file: string
  line: number
  column: number
}

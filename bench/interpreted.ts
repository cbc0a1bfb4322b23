/**
 * For a process whose memory is to be looked at: what V8 makes of functions that have been called often is memory too,
 * and grows for hours. None of it is made.
 */
export const interpreted = ['--no-opt', '--no-maglev', '--no-sparkplug']

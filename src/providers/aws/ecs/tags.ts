/** What Belay tags in AWS with, so that what a call made is found again when its answer was lost. */
export const runTag = { run: 'belay:run', by: 'belay:by' }

const codes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Whether an error's code says that the connection was never made, so that nothing can have been asked. */
export const isNeverSent = (code: string | undefined): boolean => code !== undefined && codes.has(code)

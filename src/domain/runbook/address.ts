/** curl takes an address without its scheme for one of http. */
export const withScheme = (said: string): string => (/^[a-z]+:\/\//i.test(said) ? said : `http://${said}`)

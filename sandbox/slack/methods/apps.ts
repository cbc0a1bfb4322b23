import type { Methods } from './method.ts'

/** `ticket` admits one connection to the web socket. */
export const appMethods = (address: () => string, ticket: () => string): Methods => ({
  'apps.connections.open': {
    appLevel: true,
    run: () => ({ url: `${address().replace(/^http/, 'ws')}/link?ticket=${ticket()}` }),
  },
})

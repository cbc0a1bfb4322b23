import { isIP, type LookupFunction } from 'node:net'
import { OutsideError } from '../domain/errors.ts'

/** The addresses that a name resolves to, none where there is no such name; an address is its own. */
export async function addressesOf(name: string, lookup: LookupFunction): Promise<string[]> {
  if (isIP(name) !== 0) return [name]
  return new Promise((resolve, reject) =>
    lookup(name, { all: true }, (error, found) => {
      if (!error) resolve(Array.isArray(found) ? found.map(({ address }) => address) : [found])
      else if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') resolve([])
      else
        reject(
          new OutsideError(
            `${name} could not be looked up (${error.code})`,
            { service: 'http', fault: 'away', effect: 'none' },
            { cause: error },
          ),
        )
    }),
  )
}

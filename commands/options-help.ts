import { z } from 'zod'
import type { Option } from '../blocks/help.ts'
import type { Command } from '../src/engine/command.ts'

const place: Option[] = [
  { name: 'env', isFlag: false, help: 'which environment, as in staging' },
  { name: 'system', isFlag: false, help: 'which system, where several live in a channel' },
]

/** The options of a command that say what they are for (`help` in the meta of their schema), in its order. */
export function optionsHelp({ about, args }: Command): Option[] {
  const own = Object.entries(args.shape).flatMap(([name, schema]) => {
    const { help, isFlag } = said(schema)
    return help === undefined ? [] : [{ name, isFlag, help }]
  })
  return own.length > 0 && about === 'system' ? [...own, ...place] : own
}

function said(schema: z.core.$ZodType): { help?: string; isFlag: boolean } {
  const { type, innerType } = schema._zod.def as { type: string; innerType?: z.core.$ZodType }
  const help = z.globalRegistry.get(schema)?.help
  const inner = innerType ? said(innerType) : { isFlag: type === 'boolean' }
  return typeof help === 'string' ? { ...inner, help } : inner
}

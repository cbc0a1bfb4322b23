import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createRunbookFiles } from '../../src/config/runbook-files.ts'
import { stepMark } from '../../src/engine/step-mark.ts'
import { createLibrary } from '../../src/runbook/library.ts'
import { learnbot } from '../commands/cast.ts'
import { folderWith } from '../config/folder.ts'
import { commandsIn, fence, shapes } from './reading.ts'

it('a runbook that changes on disk is read again, and a step that was rewritten is another one', async () => {
  const folder = await folderWith({ 'shop.md': fence('docker ps\ndocker stats') })
  const system = { ...learnbot, runbook: 'shop.md' }
  const library = createLibrary(createRunbookFiles(folder, [system]), shapes)
  const marks = async () => commandsIn((await library.of(system))!.runbook).map(stepMark)
  const before = await marks()
  expect(await library.of(system)).toBe(await library.of(system))
  await writeFile(join(folder, 'shop.md'), fence('docker ps\ndocker stats --no-stream'))
  const after = await marks()
  expect([after[0], after[1] === before[1]]).toEqual([before[0], false])
  await rm(join(folder, 'shop.md'))
  expect(await library.of(system)).toBeUndefined()
})

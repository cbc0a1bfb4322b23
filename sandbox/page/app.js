import { conversation, threadPane } from './conversation.js'
import { formDialog } from './form.js'
import { sidebar, topBar } from './sidebar.js'
import { onChange, start, store } from './store.js'
import { tabs } from './tabs.js'
import { world } from './world.js'

const part = id => document.querySelector(`#${id}`)
let parts

onChange(() => {
  if (!store.state) return
  parts ??= make()
  for (const update of parts) update()
})

function make() {
  document.title = `${store.facts.bot.name} sandbox`
  tabs(part('tabs'))
  return [
    topBar(part('top')),
    conversation(part('messages')),
    sidebar(part('channels')),
    threadPane(part('thread')),
    world(part('world')),
    formDialog(),
  ]
}

await start()

import { h } from './dom.js'
import { textObject } from './words.js'

/** Asks what a button wants to have confirmed; true when there is nothing to ask, or the answer is yes. */
export function confirming(confirm) {
  if (!confirm) return true
  return new Promise(resolve => {
    const dialog = h(
      'dialog',
      { class: 'confirm' },
      h('h2', {}, confirm.title.text),
      textObject(confirm.text),
      h(
        'div',
        { class: 'buttons' },
        h(
          'button',
          { class: 'button', type: 'button', onclick: () => dialog.close('no') },
          confirm.deny.text,
        ),
        h(
          'button',
          {
            class: `button ${confirm.style ?? 'primary'} solid`,
            type: 'button',
            onclick: () => dialog.close('yes'),
          },
          confirm.confirm.text,
        ),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}

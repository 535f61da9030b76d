// Shortcuts. A page names the letter of an action with aria-keyshortcuts, and of a destination with data-go;
// nothing here knows what they do.
import { open } from './overlays.js';

const typing = element => element.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
const isShown = element => element.getClientRects().length > 0;
let going = 0;

function go(letter) {
  going = 0;
  document.querySelector(`[data-go="${CSS.escape(letter)}"]`)?.click();
}

function act(event) {
  const action = [...document.querySelectorAll(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`)]
    .find(element => isShown(element) && element.getAttribute('aria-disabled') !== 'true');
  if (!action) return;
  event.preventDefault();
  action.focus();
  action.click();
}

document.addEventListener('keydown', event => {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); open('palette'); return; }
  if (document.body.dataset.keys === 'off' || event.defaultPrevented) return;
  if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target) || document.querySelector('dialog:modal')) return;
  if (going && Date.now() - going < 1500) { go(event.key); return; }
  switch (event.key) {
    case 'g': going = Date.now(); break;
    case '?': open('keys'); break;
    case '/': {
      const search = document.querySelector('main [type=search]');
      if (search) { event.preventDefault(); search.focus(); search.select(); }
      break;
    }
    default: if (event.key.length === 1) act(event);
  }
});

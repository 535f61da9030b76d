// What a person has done to a page stays when fresh content arrives: open menus, ticked rows, and what they are typing.
const kept = (name, node) =>
  (name === 'open' && (node.tagName === 'DETAILS' || node.tagName === 'DIALOG')) ||
  (name === 'checked' && node.name === 'app') ||
  (name === 'class' && node.matches('[data-row]')) ||
  (name === 'hidden' && node.matches('[data-own]')) ||
  (name.startsWith('data-own') && node.matches('[data-own]'));

// A form that somebody has begun to fill in is theirs until it is sent.
const begun = new WeakSet();
const begin = event => { const form = event.target.closest?.('form'); if (form) begun.add(form); };
document.addEventListener('input', begin);
document.addEventListener('change', begin);
const typedIn = node => node === document.activeElement && node.matches('input, textarea, select');
const theirs = node => node.nodeType === Node.ELEMENT_NODE && (node.hasAttribute('data-keep') || begun.has(node) || typedIn(node));

Idiomorph.defaults.ignoreActiveValue = false;
Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) => !kept(name, node);
Idiomorph.defaults.callbacks.beforeNodeMorphed = node => !theirs(node);

export function replace(current, fresh) {
  Idiomorph.morph(current, fresh, { morphStyle: 'outerHTML' });
}
document.addEventListener('htmx:afterSettle', () => document.dispatchEvent(new CustomEvent('morphed')));

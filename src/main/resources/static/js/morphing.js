// What a person has done to a page stays when fresh content arrives: open menus, ticked rows, and what they are typing.
const kept = (name, node) =>
  (name === 'open' && (node.tagName === 'DETAILS' || node.tagName === 'DIALOG')) ||
  (name === 'checked' && node.name === 'app') ||
  (name === 'class' && node.matches('[data-row]'));

Idiomorph.defaults.ignoreActiveValue = true;
Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) => !kept(name, node);

export function replace(current, fresh) {
  Idiomorph.morph(current, fresh, { morphStyle: 'outerHTML' });
}
document.addEventListener('htmx:afterSettle', () => document.dispatchEvent(new CustomEvent('morphed')));

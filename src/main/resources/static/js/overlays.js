import { visit } from './visits.js';

// Dialogs, menus and the drawer: opened by [data-open="id"], closed by [data-close], Esc or a click beside them.
const openMenu = () => document.querySelector('details.menu[open]:not(.menu-static)');

export function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.dispatchEvent(new CustomEvent('opened'));
}

// The drawer is part of the page's address: closing it goes to the address without, and back to where it was opened from.
function closeDrawer() {
  const drawer = document.querySelector('aside.drawer:not(.drawer-static)');
  const away = drawer?.querySelector('[data-drawer-close]');
  if (!away) return false;
  const { opener } = drawer.dataset;
  visit(away.getAttribute('href').replace(/#.*/, '')).then(() => document.getElementById(opener)?.focus({ preventScroll: true }));
  return true;
}

document.addEventListener('click', event => {
  const opener = event.target.closest('[data-open]');
  if (opener && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(opener.dataset.open); }
  const beside = event.target.closest('.drawer [data-beside]');
  if (beside && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) { event.preventDefault(); visit(beside.dataset.beside); }
  if (event.target.closest('[data-close]')) event.target.closest('dialog')?.close();
  if (event.target.tagName === 'DIALOG') event.target.close();
  if (event.target.closest('[data-drawer-close]') && closeDrawer()) event.preventDefault();
  for (const menu of document.querySelectorAll('details.menu[open]:not(.menu-static)'))
    if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || document.querySelector('dialog:modal')) return;
  const menu = openMenu();
  if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
  else closeDrawer();
});

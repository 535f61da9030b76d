// Dialogs, menus and the drawer: opened by [data-open="id"], closed by [data-close], Esc or a click beside them.
const openMenu = () => document.querySelector('details.menu[open]:not(.menu-static)');

export function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.dispatchEvent(new CustomEvent('opened'));
}

function closeDrawer() {
  const drawer = document.querySelector('aside.drawer:not(.drawer-static)');
  if (!drawer || drawer.hidden) return false;
  drawer.hidden = true;
  document.body.classList.remove('has-drawer');
  document.getElementById(drawer.dataset.opener)?.focus();
  return true;
}

document.addEventListener('click', event => {
  const opener = event.target.closest('[data-open]');
  if (opener && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(opener.dataset.open); }
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

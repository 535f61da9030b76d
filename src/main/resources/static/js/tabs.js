// On a narrow screen the row of tabs scrolls: the current one is brought into it.
const show = () => document.querySelectorAll('.tabs [aria-current]').forEach(tab => {
  const row = tab.parentElement;
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
});
document.addEventListener('morphed', event => { if (event.detail !== 'live') show(); });
show();

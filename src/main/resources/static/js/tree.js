// Arrow keys walk between the cards of a tree by where they lie; Enter follows the card's link, as everywhere.
const centre = card => {
  const box = card.querySelector('.card').getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
};
const directions = {
  ArrowUp: (from, to) => (to.y < from.y - 4 && Math.abs(to.x - from.x) < 4 ? from.y - to.y : NaN),
  ArrowDown: (from, to) => (to.y > from.y + 4 && Math.abs(to.x - from.x) < 4 ? to.y - from.y : NaN),
  ArrowLeft: (from, to) => (to.x < from.x - 4 ? (from.x - to.x) + 4 * Math.abs(from.y - to.y) : NaN),
  ArrowRight: (from, to) => (to.x > from.x + 4 ? (to.x - from.x) + 4 * Math.abs(from.y - to.y) : NaN),
};

document.addEventListener('keydown', event => {
  const card = event.target.closest?.('.tree a');
  const distance = directions[event.key];
  if (!card || !distance || event.metaKey || event.ctrlKey || event.altKey) return;
  const from = centre(card);
  let nearest = null;
  let least = Infinity;
  for (const other of document.querySelectorAll('.tree a')) {
    const length = distance(from, centre(other));
    if (length < least) { least = length; nearest = other; }
  }
  if (!nearest) return;
  event.preventDefault();
  nearest.focus();
});

// What readers of a screen hear: at most one message in five seconds, the last of them.
const PAUSE = 5000;
const region = document.getElementById('announce');
let waiting;
let spokeAt = 0;

export function announce(text) {
  clearTimeout(waiting);
  waiting = setTimeout(() => { spokeAt = Date.now(); region.textContent = text; }, Math.max(0, spokeAt + PAUSE - Date.now()));
}

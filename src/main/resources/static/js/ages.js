// Ages grow while a page is open.
const words = seconds =>
  seconds >= 86400 ? `${Math.floor(seconds / 86400)} d`
    : seconds >= 3600 ? `${Math.floor(seconds / 3600)} h`
      : seconds >= 60 ? `${Math.floor(seconds / 60)} min` : `${Math.max(0, Math.floor(seconds))} s`;

setInterval(() => {
  if (document.hidden) return;
  for (const time of document.querySelectorAll('main time[datetime]')) {
    if (!/^\d+ (s|min|h|d)$/.test(time.textContent)) continue;
    const text = words((Date.now() - Date.parse(time.dateTime)) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
}, 5000);

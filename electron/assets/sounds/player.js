// The page of `electron/main/sounds/sounds.ts`. What to play comes in the address, what became of it goes out as
// the page's title: so it needs no preload and no channel to the app.
const wanted = new URLSearchParams(location.search);
const number = wanted.get('number');
const audio = new Audio(`sound/${number}`);
const tell = (what) => {
  document.title = `${number} ${what}`;
};
audio.volume = Number(wanted.get('volume'));
audio.addEventListener('playing', () => tell('playing'));
audio.addEventListener('ended', () => tell('ended'));
audio.addEventListener('error', () => tell('failed'));
audio.play().catch(() => tell('failed'));

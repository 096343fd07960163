// Type shrinks where a slide holds too much and grows where it holds little: measured once the fonts are there
// and before Reveal hides the slides.
const USUAL = 34, LEAST = 16, MOST = 44, FULL = 0.8;

function fit() {
  for (const page of document.querySelectorAll('.slides .page')) {
    const set = (size) => (page.style.fontSize = size + 'px');
    const bottom = () => Math.max(...[...page.children].map((child) => child.getBoundingClientRect().bottom)) - page.getBoundingClientRect().top;
    const shrink = () => {
      let size = USUAL;
      while (set(size) && page.scrollHeight > page.clientHeight && size > LEAST) size -= 1;
      return size;
    };
    let size = shrink();
    if (page.scrollHeight > page.clientHeight) {
      page.classList.add('two');
      size = shrink();
    }
    page.classList.toggle('cut', page.scrollHeight > page.clientHeight);
    if (size < USUAL || page.matches('.head, .cover, .contents')) continue;
    while (bottom() < FULL * page.clientHeight && size < MOST) set(++size);
    if (bottom() > FULL * page.clientHeight) set(--size);
  }
}

// Flat, the slides stand below each other, one a page: to be measured, and on paper.
const flat = (on) => document.documentElement.classList.toggle('flat', on);
const printing = /print-pdf/.test(location.search);
flat(true);
addEventListener('beforeprint', () => flat(true));
addEventListener('afterprint', () => flat(printing));
Promise.all([...document.fonts].map((face) => face.load())).finally(() => {
  fit();
  if (printing) return;
  flat(false);
  Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0,
    center: false,
    hash: true,
    transition: 'none',
    slideNumber: 'c/t',
    plugins: [RevealNotes],
  });
});

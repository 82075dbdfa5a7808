/** Contents: says which section is being read, and how much of each has been. */
const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents a')];
const sections = links.map((link) => document.getElementById(link.hash.slice(1))?.closest('section'));
/** Where the eye is, from the top of the window. */
const eye = 0.45;

function update(): void {
  const line = innerHeight * eye;
  let current = -1;
  links.forEach((link, n) => {
    const { top = Infinity, height = 1 } = sections[n]?.getBoundingClientRect() ?? {};
    if (top <= line) current = n;
    link.style.setProperty('--read', String(Math.min(1, Math.max(0, (line - top) / height))));
  });
  links.forEach((link, n) => {
    if (n === current) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
  });
}

let asked = false;
function ask(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    update();
  });
}

// Not at once: at the top nothing has been read, and whoever comes to another place comes there by scrolling.
if (links.length > 0) {
  addEventListener('scroll', ask, { passive: true });
  addEventListener('resize', ask, { passive: true });
}

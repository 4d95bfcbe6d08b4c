// Makes the snippets of the page "Embed" from what is chosen there, and shows one of them in articles of two widths.
const form = document.querySelector('.builder'), snippets = document.querySelector('.snippets');
const { address, languages } = JSON.parse(document.getElementById('choices').textContent);
const heights = JSON.parse(snippets.dataset.heights);
const here = new URL(form.dataset.root, location.href).href, root = address ?? here;
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const snippet = (name) => document.getElementById(`snippet-${name}`);
let shown = 'frame';

/** The chosen step, or the first that has the part: not every step has a system, and one has the laboratory. */
function stepWith(part, steps) {
  const choice = form.elements.step;
  for (const option of choice.options) option.disabled = ['system', 'laboratory'].includes(part) && !steps[option.value].parts.includes(part);
  const first = [...choice.options].find((option) => !option.disabled);
  if (choice.selectedOptions[0].disabled && first) choice.value = first.value;
  return choice.value;
}

function make() {
  const { part, lang, theme } = Object.fromEntries(new FormData(form));
  const { folder, title: story, parts, steps } = languages[lang];
  const step = stepWith(part, steps);
  // The whole story needs no word for it, and the device's colours are taken unasked.
  // A story that begins at its beginning can scroll with the article, so its address names no step.
  const begins = part === 'story' && step === form.elements.step.options[0].value;
  const title = escaped(begins ? story : `${part === 'story' ? story : parts[part]}: ${steps[step].title}`);
  const src = `${root}${folder}?mode=embed${part === 'story' ? '' : `&part=${part}`}${theme === 'auto' ? '' : `&theme=${theme}`}${begins ? '' : `#step=${step}`}`;
  const frame = (mark) => `<iframe src="${escaped(src)}" width="100%" height="640" frameborder="0" loading="lazy" title="${title}"${mark}></iframe>`;
  const script = `<script async src="${escaped(root)}embed.js"></script>`;
  snippet('frame').value = frame('');
  snippet('scripted').value = `${frame(' data-spring-surge')}\n${script}`;
  snippet('element').value = `<spring-surge${begins ? '' : ` step="${step}"`}${part === 'story' ? '' : ` part="${part}"`} lang="${lang}" theme="${theme}" title="${title}"></spring-surge>\n${script}`;
  snippet('picture').value = `<a href="${escaped(`${root}${folder}step/${step}/`)}"><img src="${escaped(`${root}pictures/${lang}/${step}.png`)}" width="1200" height="630" alt="${escaped(steps[step].alt)}"></a>`;
  const scripted = begins ? 'story' : ['step', 'system', 'laboratory'].includes(part) ? 'part' : 'player';
  for (const [name, height] of Object.entries({ frame: 'fixed', scripted, element: scripted, picture: 'picture' })) {
    document.getElementById(`height-${name}`).textContent = heights[height];
  }
  show();
}

/** An article with the snippet that is to be shown, from this copy of the site wherever the snippet is to point. */
function show() {
  for (const button of document.querySelectorAll('[data-show]')) button.ariaPressed = button.dataset.show === shown;
  const looks = [...document.querySelectorAll('link[rel=stylesheet]')].map(({ href }) => `<link rel="stylesheet" href="${escaped(href)}">`).join('');
  for (const preview of document.querySelectorAll('.preview iframe')) {
    const { above, below } = preview.dataset;
    // A frame that only gets a new fragment would keep its old choice of colours and part.
    const fresh = preview.cloneNode();
    fresh.srcdoc = `<!doctype html><html lang="${document.documentElement.lang}"><head><meta charset="utf-8">${looks}</head><body class="article"><p>${escaped(above)}</p>${snippet(shown).value.replaceAll(escaped(root), escaped(here))}<p>${escaped(below)}</p></body></html>`;
    fresh.addEventListener('load', () => measure(fresh));
    preview.replaceWith(fresh);
  }
}

/** Says how high the snippet is in its article, and goes on saying it. */
function measure(preview) {
  const says = preview.closest('section').querySelector('.takes');
  const box = preview.contentDocument.querySelector('spring-surge, iframe, img');
  new ResizeObserver(() => {
    const px = Math.round(box.getBoundingClientRect().height).toLocaleString(document.documentElement.lang);
    says.textContent = says.dataset.says.replace('{px}', px);
  }).observe(box);
}

form.addEventListener('change', make);
for (const area of document.querySelectorAll('.snippets textarea')) area.addEventListener('focus', () => area.select());

/** Copies a snippet; the text is also selected, so that a hand can copy it where the browser will not. */
async function copy(button) {
  const area = snippet(button.dataset.copy);
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
  } catch {
    // Without a secure connection there is no clipboard, but there is the older way.
    if (!document.execCommand('copy')) return;
  }
  document.querySelector('.said').textContent = `${button.dataset.copied}: ${button.parentElement.querySelector('label').firstChild.textContent}`;
  for (const other of document.querySelectorAll('.is-copied')) other.classList.remove('is-copied');
  button.classList.add('is-copied');
}
for (const button of snippets.querySelectorAll('button')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    if (button.dataset.copy) return copy(button);
    shown = button.dataset.show;
    show();
  });
}
const warning = document.querySelector('.warning');
if (warning) warning.textContent = warning.dataset.says.replace('{address}', here);
// The link to this page keeps the reader's place.
const asked = new URLSearchParams(location.hash.slice(1)).get('step');
if (asked && [...form.elements.step.options].some((option) => option.value === asked)) form.elements.step.value = asked;
make();

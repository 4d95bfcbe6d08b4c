// Makes the snippets of the page "Embed" from what is chosen there, and shows them in two widths.
const form = document.querySelector('.builder');
const { address, languages } = JSON.parse(document.getElementById('choices').textContent);
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const snippet = (name) => document.getElementById(`snippet-${name}`);

/** The chosen step, or the first that has the part: not every step has a system, and one has the laboratory. */
function stepWith(part, steps) {
  const choice = form.elements.step;
  for (const option of choice.options) option.disabled = ['system', 'laboratory'].includes(part) && !steps[option.value].parts.includes(part);
  const first = [...choice.options].find((option) => !option.disabled);
  if (choice.selectedOptions[0].disabled && first) choice.value = first.value;
  return choice.value;
}

function show() {
  const { part, lang, theme } = Object.fromEntries(new FormData(form));
  const { folder, steps } = languages[lang];
  const step = stepWith(part, steps);
  const { title, alt } = steps[step];
  // The whole story needs no word for it, and the device's colours are taken unasked.
  // A story that begins at its beginning can scroll with the article, so its address names no step.
  const begins = part === 'story' && step === form.elements.step.options[0].value;
  const query = `?mode=embed${part === 'story' ? '' : `&part=${part}`}${theme === 'auto' ? '' : `&theme=${theme}`}${begins ? '' : `#step=${step}`}`;
  const src = address + folder + query;
  const frame = (mark) => `<iframe src="${escaped(src)}" width="100%" height="640" frameborder="0" loading="lazy" title="${escaped(title)}"${mark}></iframe>`;
  const script = `<script async src="${escaped(address)}embed.js"></script>`;
  snippet('frame').value = frame('');
  snippet('scripted').value = `${frame(' data-spring-surge')}\n${script}`;
  snippet('element').value = `<spring-surge${begins ? '' : ` step="${step}"`}${part === 'story' ? '' : ` part="${part}"`} lang="${lang}" theme="${theme}"></spring-surge>\n${script}`;
  snippet('picture').value = `<a href="${escaped(`${address}${folder}step/${step}/`)}"><img src="${escaped(`${address}pictures/${lang}/${step}.png`)}" width="1200" height="630" alt="${escaped(alt)}"></a>`;
  const here = new URL(form.dataset.root + folder + query, location.href).href;
  for (const preview of document.querySelectorAll('.preview iframe')) {
    // A frame that only gets a new fragment would keep its old choice of colours and part.
    const fresh = preview.cloneNode();
    fresh.src = here;
    preview.replaceWith(fresh);
  }
}

form.addEventListener('change', show);
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
  document.querySelector('.said').textContent = `${button.dataset.copied}: ${button.previousElementSibling.firstChild.textContent}`;
  for (const other of document.querySelectorAll('.is-copied')) other.classList.remove('is-copied');
  button.classList.add('is-copied');
}
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}
// The link to this page keeps the reader's place.
const asked = new URLSearchParams(location.hash.slice(1)).get('step');
if (asked && [...form.elements.step.options].some((option) => option.value === asked)) form.elements.step.value = asked;
show();

// Makes the snippets of the page "Embed" from what is chosen there, and shows them in two widths.
const form = document.querySelector('.builder');
const { address, languages } = JSON.parse(document.getElementById('choices').textContent);
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const snippet = (name) => document.getElementById(`snippet-${name}`);

function show() {
  const { part, step, lang, theme } = Object.fromEntries(new FormData(form));
  const { folder, steps } = languages[lang];
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
// The link to this page keeps the reader's place.
const asked = new URLSearchParams(location.hash.slice(1)).get('step');
if (asked && [...form.elements.step.options].some((option) => option.value === asked)) form.elements.step.value = asked;
show();

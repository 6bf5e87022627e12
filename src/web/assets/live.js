// The only script of the pages: an open list of held mails hears what has changed. It shows how many are new behind a
// link and dims what others have decided. No row moves, nothing is inserted; without it the list is as good as a
// reload ago.

const line = document.querySelector('[data-live]');
const fresh = document.querySelector('#fresh');
const title = document.title;

function show({ data }) {
  const { fresh: text, ended } = JSON.parse(data);
  fresh.textContent = text;
  fresh.hidden = text === '';
  document.title = text === '' ? title : `${text} · ${title}`;
  for (const id of ended) {
    const row = document.getElementById(id);
    if (row === null || row.classList.contains('ended')) continue;
    row.style.height = `${row.getBoundingClientRect().height}px`;
    row.classList.add('ended');
    row.querySelector('.status').textContent = line.dataset.ended;
    const box = row.querySelector('input[type="checkbox"]');
    if (box !== null) {
      box.checked = false;
      box.disabled = true;
    }
  }
}

if (line !== null && fresh !== null) {
  const source = new EventSource(line.dataset.live);
  source.addEventListener('message', show);
  addEventListener('pagehide', () => source.close());
}

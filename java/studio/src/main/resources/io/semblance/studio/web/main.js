import {h, fill, failure} from './dom.js';
import {news} from './api.js';
import {home} from './home.js';
import {table} from './table.js';
import {job} from './job.js';

const main = document.getElementById('main');
let leave = () => {};
let shown = 0;

function crumbs(parts) {
  const nav = document.getElementById('crumbs');
  fill(nav, parts.length ? h('ol', {}, parts.map(([words, href], i) =>
    h('li', {}, i === parts.length - 1 ? h('span', {'aria-current': 'page'}, words) : h('a', {href}, words)))) : '');
}

async function show(byUser) {
  const number = ++shown;
  leave();
  leave = () => {};
  const path = location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  const view = h('div', {});
  try {
    const made = path[0] === 'tables' && path[1] ? table(view, path[1], path[2])
      : path[0] === 'jobs' && path[1] ? job(view, path[1], path[2]) : home(view);
    const {title, trail, stop} = await made;
    if (number !== shown) {
      stop && stop();
      return;
    }
    document.title = title + ' \u2013 Semblance studio';
    crumbs(trail || []);
    leave = stop || leave;
  } catch (error) {
    if (number !== shown) return;
    document.title = 'Semblance studio';
    crumbs([]);
    fill(view, h('h1', {}, 'That does not go'), failure(error), h('p', {}, h('a', {href: '#/'}, 'To the start')));
  }
  fill(main, ...view.childNodes);
  if (byUser) {
    main.focus({preventScroll: true});
    if (!path[2]) window.scrollTo(0, 0);
  }
}

// Light and dark, as the reports have it.
const root = document.documentElement;
const button = document.getElementById('theme');
const dark = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches);
function theme() {
  button.textContent = isDark() ? 'Light' : 'Dark';
  button.setAttribute('aria-pressed', String(isDark()));
}
const kept = localStorage.getItem('semblance-theme');
if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;
button.addEventListener('click', () => {
  root.dataset.theme = isDark() ? 'light' : 'dark';
  localStorage.setItem('semblance-theme', root.dataset.theme);
  theme();
});
dark.addEventListener('change', theme);
theme();
root.classList.add('js');

document.getElementById('skip').addEventListener('click', e => {
  e.preventDefault();
  main.focus();
});

const offline = document.getElementById('offline');
news(online => {
  offline.hidden = online;
  offline.textContent = online ? '' :
    'The studio does not answer. If it has ended, start it again and open its new address; jobs go on where they were.';
});
addEventListener('hashchange', () => show(true));
show(false);

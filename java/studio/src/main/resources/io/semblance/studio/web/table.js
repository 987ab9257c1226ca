import {h, fill, refill, add, failure, count, counted, percent, say} from './dom.js';
import {aboutStudio, get, patch, find, listen} from './api.js';
import {stateOf} from './home.js';
import {setup} from './setup.js';

const TABS = [['columns', 'Columns'], ['profile', 'Profile'], ['learn', 'Learn it']];

/** A table: as it is understood, its profile, and how to learn it. */
export async function table(view, id, tab) {
  const about = await aboutStudio();
  const now = TABS.some(([key]) => key === tab) ? tab : 'columns';
  let details = await get('tables/' + id);
  const body = h('div', {});
  const head = h('div', {});
  const errors = h('div', {});
  add(view, [h('h1', {dir: 'auto'}, details.name), head, tabs(id, now), errors, body]);

  const show = () => {
    const facts = details.rows === undefined ? '' : counted(details.rows, 'row') + ', ' + counted(details.columns, 'column');
    fill(head, h('div', {class: 'row'}, stateOf(details), h('span', {class: 'soft'}, facts)),
      details.state === 'failed' ? failure({message: details.error, remedy: 'Correct how it is read below, or choose another file.'}) : '');
    if (details.state === 'reading') {
      fill(body, h('p', {class: 'soft', role: 'status'}, 'The table is being read.'), h('progress', {'aria-label': 'Reading'}));
    } else if (now === 'profile' && details.state === 'ready') {
      fill(body, h('iframe', {class: 'page', title: 'Profile of ' + details.name, src: '/api/tables/' + id + '/profile'}));
    } else if (now === 'learn' && details.state === 'ready') {
      fill(body, setup(details, about, errors));
    } else {
      refill(body, columns(details, about, change));
    }
  };
  let asked = 0, stopped = false;
  const take = latest => {
    details = latest;
    show();
  };
  const change = async reading => {
    fill(errors);
    const number = ++asked;
    try {
      const latest = await patch('tables/' + id, reading);
      if (stopped || number !== asked) return;
      say('The table is read again');
      take(latest);
    } catch (error) {
      fill(errors, failure(error)); // what was typed stays
      body.querySelectorAll('select[data-type]').forEach(s => { s.value = s.dataset.type; });
    }
  };
  show();
  const hear = async (kind, thing) => {
    if (stopped || kind !== 'table' || !thing || thing.id !== id) return;
    if (thing.gone) {
      location.hash = '#/';
    } else if (thing.state !== details.state || thing.version !== details.version) {
      const number = ++asked;
      try {
        const latest = await get('tables/' + id);
        if (stopped || number !== asked) return;
        say(latest.name + ': ' + {reading: 'being read', ready: 'ready', failed: 'could not be read'}[latest.state]);
        take(latest);
      } catch (error) {
        if (!stopped) fill(errors, failure(error));
      }
    }
  };
  const stopListening = listen(hear);
  hear('table', find('table', id)); // what came while the page was being made
  const stop = () => {
    stopped = true;
    stopListening();
  };
  return {title: details.name, trail: [['Start', '#/'], [details.name, '']], stop};
}

function tabs(id, now) {
  return h('nav', {class: 'tabs', 'aria-label': 'Views of the table'}, TABS.map(([key, words]) =>
    h('a', {href: '#/tables/' + id + '/' + key, 'aria-current': key === now ? 'page' : null}, words)));
}

function columns(details, about, change) {
  const out = [];
  (details.warnings || []).forEach(words => out.push(h('p', {class: 'notice warn'}, words)));
  if (details.state === 'ready') {
    const alerts = details.alerts.filter(a => a.warning);
    if (alerts.length) {
      out.push(h('details', {open: alerts.length <= 6}, h('summary', {}, count(alerts.length) + ' alerts'),
        h('ul', {class: 'inner'}, alerts.slice(0, 60).map(a =>
          h('li', {}, h('bdi', {}, a.column ? a.column + (a.other ? ' and ' + a.other : '') + ': ' : ''), a.words)))));
    }
    out.push(grid(details, about, change));
    out.push(h('p', {class: 'row'}, h('a', {class: 'button main', href: '#/tables/' + details.id + '/learn'}, 'Learn this table')));
    out.push(rows(details));
  }
  out.push(reading(details, change));
  return out;
}

function grid(details, about, change) {
  const all = details.schema;
  const body = h('tbody', {});
  const told = h('span', {class: 'soft', role: 'status'});
  const most = 200;
  const show = words => {
    const hits = all.filter(c => words.every(w => (c.name + ' ' + c.type).toLowerCase().includes(w)));
    fill(body, hits.slice(0, most).map(column => line(column, details, about, change)));
    told.textContent = hits.length > most ? 'the first ' + most + ' of ' + count(hits.length) + ' shown'
      : words.length ? hits.length + ' of ' + count(all.length) + ' shown' : '';
  };
  show([]);
  const search = all.length > 12 && h('div', {class: 'row'}, h('label', {}, 'Search columns ',
    h('input', {type: 'search', oninput: e => show(e.target.value.toLowerCase().split(/\s+/).filter(Boolean))})), told);
  return [search, h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Columns'},
    h('table', {class: 'full schema'},
      h('caption', {}, 'Columns as they are understood. Another type takes effect at once: the table is read again.'),
      h('thead', {}, h('tr', {}, ['Column', 'Type', 'Missing', 'Distinct', 'Examples'].map((words, i) =>
        h('th', {scope: 'col', class: i === 2 || i === 3 ? 'n' : null}, words)))), body))];
}

function line(column, details, about, change) {
  const select = h('select', {'aria-label': 'Type of ' + column.name, 'data-k': 'type ' + column.name, 'data-type': column.type, onchange: e =>
    change({types: {...details.reading.types, [column.name]: e.target.value}})},
  about.types.map(type => h('option', {value: type}, type)));
  select.value = column.type;
  return h('tr', {}, h('th', {scope: 'row', dir: 'auto'}, column.name), h('td', {}, select),
    h('td', {class: 'n'}, column.missing ? percent(column.missing) : '0'),
    h('td', {class: 'n'}, (column.exact ? '' : '\u2248 ') + count(column.distinct)),
    h('td', {class: 'ex', dir: 'auto'}, column.examples.join(', ')));
}

function rows(details) {
  const names = details.schema.map(c => c.name).slice(0, 100);
  return h('details', {}, h('summary', {}, 'First rows'), h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'First rows'},
    h('table', {}, h('thead', {}, h('tr', {}, names.map(n => h('th', {scope: 'col'}, n)))),
      h('tbody', {}, details.head.map(row => h('tr', {}, row.slice(0, 100).map(cell =>
        cell === null ? h('td', {class: 'none'}, 'missing') : h('td', {dir: 'auto'}, cell))))))));
}

function reading(details, change) {
  const missing = h('input', {type: 'text', value: details.reading.missing.join(', ')});
  const header = h('input', {type: 'checkbox', checked: details.reading.header});
  const names = h('input', {type: 'text', value: details.reading.names.join(', ')});
  return h('details', {open: details.state === 'failed'}, h('summary', {}, 'How the file is read'),
    h('form', {class: 'inner', onsubmit: e => {
      e.preventDefault();
      change({missing: missing.value.split(',').map(w => w.trim()).filter(Boolean), header: header.checked,
        names: names.value.split(',').map(w => w.trim()).filter(Boolean)});
    }},
    h('label', {class: 'field'}, h('span', {class: 'label'}, 'Texts that stand for a missing value'), missing,
      h('span', {class: 'soft'}, 'Beside empty cells, NA, NaN and null; with commas between: ?, -999')),
    h('label', {class: 'check'}, header, h('span', {}, 'The first line holds the names of the columns')),
    h('label', {class: 'field'}, h('span', {class: 'label'}, 'Names of the columns, in order'), names,
      h('span', {class: 'soft'}, 'For files without them, with commas between; empty for those of the file')),
    h('div', {class: 'row'}, h('button', {type: 'submit'}, 'Read again'),
      Object.keys(details.reading.types).length > 0 && h('button', {type: 'button', onclick: () => change({types: {}})},
        'Find all types out again'))));
}

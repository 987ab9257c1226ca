import {h, fill, field, check, failure, count, percent, say} from './dom.js';
import {get, post, remove, find, listen} from './api.js';

/** Rows of the model: all kinds, or only such as one asks for. */
export function draw(job, errors) {
  const node = h('div', {}, h('p', {class: 'soft', role: 'status'}, 'The model is being loaded.'));
  let stopListening = () => {}, stopped = false;
  get('jobs/' + job.id + '/columns').then(({columns}) => {
    if (stopped) return;
    const made = form(job, columns, errors);
    stopListening = made.stop;
    fill(node, made.node);
  }).catch(error => fill(node, failure(error)));
  return {node, stop: () => {
    stopped = true;
    stopListening();
  }};
}

function form(job, columns, errors) {
  const conditions = new Map();
  const box = h('div', {});
  const told = h('p', {class: 'soft', role: 'status'});
  const rows = h('input', {type: 'number', min: 1, step: 1, value: '1000', required: true});
  const seed = h('input', {type: 'number', step: 1, value: '1'});
  const format = h('select', {}, h('option', {value: 'csv'}, 'CSV'), h('option', {value: 'parquet'}, 'Parquet'));
  const balance = h('select', {}, h('option', {value: ''}, 'as the model has them'),
    columns.filter(c => c.labels.length > 1).map(c => h('option', {value: c.name}, 'as many of each ' + c.name)));
  const choose = h('select', {'aria-label': 'Add a condition on a column'}, h('option', {value: ''}, 'Add a condition on\u2026'),
    columns.filter(c => c.labels.length || c.least !== undefined || c.nullable).map(c => h('option', {value: c.name}, c.name)));
  const result = h('div', {});
  let current = null, timer = 0;

  const request = () => {
    const where = {};
    conditions.forEach((value, name) => { if (value() !== undefined) where[name] = value(); });
    const body = {rows: Number(rows.value), seed: Number(seed.value) || 0, format: format.value};
    if (Object.keys(where).length) body.where = where;
    if (balance.value) body.balance = balance.value;
    return body;
  };
  const estimate = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      fill(told);
      fill(errors);
      if (!conditions.size && !balance.value) return;
      try {
        const {blocks} = await post('jobs/' + job.id + '/shares', request());
        fill(told, blocks.map(b => h('span', {}, (b.words || 'any row') + ': ' + percent(b.share) + ' of the model\u2019s rows'
          + (b.exact ? '' : ', drawn by trying'), h('br'))));
      } catch (error) {
        fill(told, failure(error));
      }
    }, 500);
  };
  balance.addEventListener('change', estimate);
  choose.addEventListener('change', () => {
    const column = columns.find(c => c.name === choose.value);
    choose.value = '';
    if (!column || conditions.has(column.name)) return;
    const part = condition(column, estimate, () => {
      conditions.delete(column.name);
      part.node.remove();
      estimate();
      choose.focus();
    });
    conditions.set(column.name, part.value);
    box.append(part.node);
    estimate();
  });

  const go = h('button', {type: 'submit', class: 'main'}, 'Draw rows');
  const node = h('form', {onsubmit: async e => {
    e.preventDefault();
    fill(errors);
    go.disabled = true;
    try {
      current = await post('jobs/' + job.id + '/samples', request());
      show(find('sample', current.id) || current); // it may have ended before it was answered
    } catch (error) {
      fill(errors, failure(error));
      errors.scrollIntoView({block: 'nearest'});
    } finally {
      go.disabled = false;
    }
  }},
  h('div', {class: 'columns-2'},
    h('section', {class: 'panel', 'aria-label': 'Which rows'}, h('h2', {}, 'Which rows'), box, h('div', {class: 'row'}, choose),
      field('Balance', balance, 'One block of rows after the other.'), told),
    h('section', {class: 'panel', 'aria-label': 'How many'}, h('h2', {}, 'How many'),
      field('Rows', rows), field('Seed', seed, 'Another seed gives other rows.'), field('Format', format),
      h('div', {class: 'row'}, go))), result);

  function show(sample) {
    if (sample.state === 'drawing') {
      const all = sample.blocks.reduce((sum, b) => sum + b.rows, 0);
      fill(result, h('section', {class: 'panel'}, h('progress', {max: all, value: sample.rows, 'aria-label': 'Drawing rows'}),
        h('div', {class: 'row'}, h('span', {class: 'soft'}, count(sample.rows) + ' of ' + count(all) + ' rows'),
          h('button', {type: 'button', onclick: () => remove('jobs/' + job.id + '/samples/' + sample.id).catch(error => fill(errors, failure(error)))}, 'Cancel'))));
    } else if (sample.state === 'failed') {
      fill(result, failure({message: sample.error}));
    } else if (sample.state === 'cancelled') {
      fill(result, h('p', {class: 'notice warn', role: 'status'}, 'Cancelled; no file was made.'));
    } else {
      say(count(sample.rows) + ' rows drawn');
      fill(result, h('section', {class: 'panel', 'aria-labelledby': 'h-rows'}, h('h2', {id: 'h-rows'}, count(sample.rows) + ' rows'),
        h('div', {class: 'row'}, h('a', {class: 'button main', download: '',
          href: '/api/jobs/' + job.id + '/samples/' + sample.id + '/file'}, 'Fetch the file')),
        preview(sample),
        h('details', {}, h('summary', {}, 'The same as code'), h('div', {class: 'inner'},
          h('pre', {tabindex: 0}, current.command), h('pre', {tabindex: 0}, current.java)))));
    }
  }
  const stop = listen((kind, thing) => kind === 'sample' && current && thing.id === current.id && !thing.gone && show(thing));
  return {node, stop};
}

function preview(sample) {
  return h('div', {class: 'scroll tall', tabindex: 0, role: 'region', 'aria-label': 'The first rows'},
    h('table', {}, h('caption', {}, 'The first ' + sample.head.length + ' rows'),
      h('thead', {}, h('tr', {}, sample.columns.map(c => h('th', {scope: 'col', dir: 'auto'}, c)))),
      h('tbody', {}, sample.head.map(row => h('tr', {}, row.map(cell =>
        cell === null ? h('td', {class: 'none'}, 'missing') : h('td', {dir: 'auto'}, cell)))))));
}

/** One column: labels to pick, a range to drag, or missing. */
function condition(column, changed, away) {
  const missing = {on: false};
  const parts = [];
  let value = () => undefined;
  if (column.labels.length) {
    const picked = new Set();
    const shown = column.labels.slice(0, 500);
    parts.push(h('div', {class: 'options', tabindex: 0, role: 'group', 'aria-label': 'Labels of ' + column.name}, shown.map(label =>
      check(label, false, on => { on ? picked.add(label) : picked.delete(label); changed(); }))));
    value = () => (picked.size ? [...picked] : undefined);
  } else if (column.plain && column.from !== undefined && column.from !== null) {
    const step = column.decimals === 0 ? 1 : 'any';
    const bound = (label, at) => {
      const slider = h('input', {type: 'range', min: column.from, max: column.to, step: column.decimals === 0 ? 1 : (column.to - column.from) / 200 || 1,
        value: at, 'aria-label': label + ' of ' + column.name});
      const box = h('input', {type: 'number', step, min: column.from, max: column.to, value: at, 'aria-label': label + ' of ' + column.name + ', as a number'});
      slider.addEventListener('input', () => { box.value = slider.value; changed(); });
      box.addEventListener('input', () => { slider.value = box.value; changed(); });
      parts.push(h('div', {class: 'row'}, h('span', {class: 'soft'}, label), h('span', {class: 'grow'}, slider), box));
      return box;
    };
    const from = bound('from', column.from);
    const to = bound('to', column.to);
    value = () => {
      const range = {};
      if (from.value !== '' && Number(from.value) > column.from) range.from = Number(from.value);
      if (to.value !== '' && Number(to.value) < column.to) range.to = Number(to.value);
      return Object.keys(range).length ? range : undefined;
    };
  } else if (column.least !== undefined) {
    const from = h('input', {type: 'text', placeholder: column.least, 'aria-label': 'from, of ' + column.name, oninput: changed});
    const to = h('input', {type: 'text', placeholder: column.greatest, 'aria-label': 'to, of ' + column.name, oninput: changed});
    parts.push(h('div', {class: 'row'}, h('label', {}, 'from ', from), h('label', {}, 'to ', to)));
    value = () => {
      const range = {};
      if (from.value.trim()) range.from = from.value.trim();
      if (to.value.trim()) range.to = to.value.trim();
      return Object.keys(range).length ? range : undefined;
    };
  }
  if (column.nullable) {
    parts.push(check('missing instead', false, on => { missing.on = on; changed(); }));
  }
  const node = h('fieldset', {}, h('legend', {dir: 'auto'}, column.name), parts,
    h('button', {type: 'button', onclick: away}, 'Remove', h('span', {class: 'unseen'}, ' the condition on ' + column.name)));
  return {node, value: () => (missing.on ? null : value())};
}

import {h, add, fill, field, check, failure} from './dom.js';
import {post} from './api.js';

const TIMES = [['', 'as long as it takes'], ['30s', '30 seconds'], ['60s', '1 minute'], ['5m', '5 minutes'],
  ['15m', '15 minutes'], ['1h', '1 hour']];
const ASKED = ['target', 'budget', 'seed', 'rules'];

/** What to learn and how: a form that ends in a job. */
export function setup(details, about, errors) {
  const names = details.schema.map(c => c.name);
  const target = h('select', {}, h('option', {value: ''}, 'none'), names.map(n => h('option', {value: n}, n)));
  const model = h('select', {}, about.models.map(m => h('option', {value: m.name}, m.name)));
  model.value = about.defaultModel;
  const advice = h('p', {class: 'soft'});
  const settings = h('div', {});
  const showModel = () => {
    const m = about.models.find(each => each.name === model.value);
    fill(advice, m.advice + (m.carriesRealRows ? ' It holds real rows: keep its model as safe as the table.' : ''));
    fill(settings, m.settings.length ? [h('h3', {}, 'Settings of ' + m.name), m.settings.map(s =>
      field(s.name, h('input', {type: 'text', 'data-setting': s.name, placeholder: s.otherwise}), s.meaning))] : '');
  };
  model.addEventListener('change', showModel);
  showModel();
  const budget = h('select', {}, TIMES.map(([value, words]) => h('option', {value}, words)));
  budget.value = details.rows > 20000 ? '5m' : '60s';
  const rows = h('input', {type: 'number', min: 1, step: 1, placeholder: String(details.rows)});
  const seed = h('input', {type: 'number', step: 1, placeholder: '0'});
  const rules = details.rules.map(text => ({text, kept: true}));
  const more = about.options.filter(o => !ASKED.includes(o.key)).map(o => {
    const control = o.flag ? h('input', {type: 'checkbox', 'data-option': o.key})
      : h('input', {type: 'text', 'data-option': o.key, placeholder: o.otherwise || ''});
    return o.flag ? h('div', {class: 'field'}, h('label', {class: 'check'}, control, h('span', {}, o.meaning)))
      : field(o.name, control, o.meaning);
  });

  const start = h('button', {type: 'submit', class: 'main'}, 'Start learning');
  const form = h('form', {class: 'panel', onsubmit: async e => {
    e.preventDefault();
    fill(errors);
    start.disabled = true;
    try {
      const options = {};
      if (target.value) options.target = target.value;
      if (budget.value) options.budget = budget.value;
      if (seed.value) options.seed = Number(seed.value);
      const left = rules.filter(r => r.kept).map(r => r.text);
      const own = form.querySelector('#own-rules').value.split('\n').map(w => w.trim()).filter(Boolean);
      if (left.length < rules.length || own.length) {
        const all = left.length === rules.length ? ['found', ...own] : [...left, ...own];
        options.rules = all.length ? all : ['none'];
      }
      form.querySelectorAll('[data-option]').forEach(c => {
        const value = c.type === 'checkbox' ? c.checked : c.value.trim();
        if (value) options[c.dataset.option] = value;
      });
      const set = {};
      form.querySelectorAll('[data-setting]').forEach(c => { if (c.value.trim()) set[c.dataset.setting] = c.value.trim(); });
      if (Object.keys(set).length) options.set = set;
      const job = await post('jobs', {table: details.id, model: model.value, rows: rows.value ? Number(rows.value) : null, options});
      location.hash = '#/jobs/' + job.id;
    } catch (error) {
      fill(errors, failure(error));
      start.disabled = false;
    }
  }});
  add(form, [
    h('div', {class: 'columns-2'},
      h('div', {},
        field('Target', target, 'The column that the table is about, such as an outcome or a class. The verdict then says how well '
          + 'models trained on synthetic rows predict it.'),
        field('Model', model, advice)),
      h('div', {},
        field('Time to learn', budget, 'Longer is better, up to a point; you can stop at any time and keep what is there.'),
        field('Rows to draw', rows, 'As many as the table has unless you say otherwise; more can be drawn later.'),
        field('Seed', seed, 'The same seed gives the same rows.'))),
    ruleBox(rules),
    h('details', {}, h('summary', {}, 'More options'), h('div', {class: 'inner'}, more, settings)),
    h('div', {class: 'row'}, start),
  ]);
  return form;
}

function ruleBox(rules) {
  const own = h('textarea', {id: 'own-rules', rows: 3, cols: 50, spellcheck: 'false', dir: 'auto'});
  return h('fieldset', {}, h('legend', {}, 'Rules that every row shall keep'),
    rules.length ? h('div', {class: 'options', tabindex: 0, role: 'group', 'aria-label': 'Rules found in the table'},
      rules.map(rule => check(rule.text, true, on => { rule.kept = on; })))
      : h('p', {class: 'soft'}, 'No rule was found in the table.'),
    h('label', {}, 'Rules of your own, one in a line', h('br'), own),
    h('p', {class: 'soft'}, 'start <= end; total = qty * price; zip determines city; age >= 18; code matches [A-Z]+'));
}

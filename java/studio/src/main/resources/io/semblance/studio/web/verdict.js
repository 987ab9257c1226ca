import {h, drawn} from './dom.js';

/** What the rows may be used for, and what there is to fetch. */
export function verdict(job) {
  const base = '/api/jobs/' + job.id + '/';
  const v = job.verdict || {findings: [], cards: []};
  return [
    h('section', {'aria-labelledby': 'h-verdict'}, h('h2', {id: 'h-verdict'}, 'What the rows may be used for'),
      h('ul', {class: 'findings-list'}, v.findings.map(f => h('li', {class: f.level},
        h('span', {class: 'unseen'}, f.level + ': '), f.statement,
        f.remedy ? h('div', {class: 'soft'}, f.remedy) : '', f.evidence ? h('div', {class: 'soft'}, f.evidence) : '')))),
    h('section', {'aria-labelledby': 'h-fetch'}, h('h2', {id: 'h-fetch'}, 'Fetch'),
      h('div', {class: 'row'},
        h('a', {class: 'button main', href: base + 'files/rows', download: ''}, 'Synthetic rows (CSV)'),
        h('a', {class: 'button', href: base + 'files/model', download: ''}, 'Model'),
        h('a', {class: 'button', href: base + 'files/report', download: ''}, 'Report (HTML)'),
        h('a', {class: 'button', href: base + 'files/scores', download: ''}, 'Scores (JSON)'),
        h('a', {class: 'button', href: '#/jobs/' + job.id + '/draw'}, 'More rows, Parquet, conditions'))),
    h('section', {'aria-labelledby': 'h-figures'}, h('h2', {id: 'h-figures'}, 'Figures'),
      h('p', {class: 'soft'}, 'Each score is a dot; the band reaches from the floor, columns shuffled, to the ceiling, other real rows.'),
      h('div', {class: 'cards scores'}, v.cards.map(drawn)),
      h('p', {}, h('a', {href: '#/jobs/' + job.id + '/report'}, 'All of them, column by column, are in the report.'))),
  ];
}

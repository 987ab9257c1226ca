import {h, fill, refill, risky, add, say, failure, counted, field, time} from './dom.js';
import {aboutStudio, get, post, patch, remove, upload, known, listen} from './api.js';

export const STATES = {
  reading: 'being read', ready: 'ready', failed: 'failed', queued: 'waiting', fitting: 'learning',
  drawing: 'drawing rows', judging: 'judging', done: 'done', paused: 'paused', cancelled: 'cancelled',
};

export const stateOf = thing => h('span', {class: 'state ' + thing.state}, STATES[thing.state] || thing.state);

/** Start: bring a table, or go on with what is there. */
export async function home(view) {
  const about = await aboutStudio();
  await get('tables');
  const errors = h('div', {});
  const tables = h('div', {});
  const jobs = h('div', {});
  const failed = error => fill(errors, failure(error));

  const open = async made => {
    fill(errors);
    try {
      const table = await made;
      location.hash = '#/tables/' + table.id;
    } catch (error) {
      failed(error);
    }
  };

  add(view, [
    h('h1', {}, 'Synthetic rows of a table of yours'),
    h('p', {class: 'soft'}, 'Choose a table. A model learns it while you watch, and draws as many rows as you like: '
      + 'alike, and belonging to nobody. Nothing leaves this machine.'),
    errors,
    bring(about, open, failed),
    h('section', {'aria-labelledby': 'h-tables'}, h('h2', {id: 'h-tables'}, 'Tables'), tables),
    h('section', {'aria-labelledby': 'h-jobs'}, h('h2', {id: 'h-jobs'}, 'Jobs'), jobs),
  ]);

  const show = () => {
    refill(tables, list(known('table'), t => tableLine(t, failed), 'No table yet.'));
    refill(jobs, list(known('job').sort((x, y) => y.created.localeCompare(x.created)), j => jobLine(j, failed), 'No job yet.'));
  };
  show();
  let timer = 0;
  const stopListening = listen(kind => {
    if (kind === 'sample' || timer) return;
    timer = setTimeout(() => {
      timer = 0;
      show();
    }, 300);
  });
  const stop = () => {
    clearTimeout(timer);
    stopListening();
  };
  return {title: 'Start', trail: [], stop};
}

function list(things, line, none) {
  return things.length ? h('ul', {class: 'things panel'}, things.map(line)) : h('p', {class: 'soft'}, none);
}

function keep(kind, thing, failed) {
  return h('label', {class: 'check'}, h('input', {
    type: 'checkbox', checked: thing.kept, 'data-k': 'keep ' + thing.id,
    onchange: e => patch(kind + '/' + thing.id, {kept: e.target.checked}).catch(failed),
  }), h('span', {}, 'keep', h('span', {class: 'unseen'}, ' ' + thing.name)));
}

function tableLine(table, failed) {
  const facts = table.error || (table.rows === undefined ? '' : counted(table.rows, 'row') + ', ' + counted(table.columns, 'column'));
  return h('li', {},
    h('a', {class: 'name', href: '#/tables/' + table.id, 'data-k': 'table ' + table.id}, table.name), stateOf(table),
    h('span', {class: 'facts'}, facts), keep('tables', table, failed),
    risky('Delete', ' table ' + table.name, 'delete ' + table.id, () => remove('tables/' + table.id).catch(failed)));
}

function jobLine(job, failed) {
  const p = job.progress;
  const facts = job.error || [job.model, new Date(job.created).toLocaleString(), p && p.remaining !== undefined ? time(p.remaining) + ' left' : '', job.step]
    .filter(Boolean).join(', ');
  const runs = ['fitting', 'drawing', 'judging'].includes(job.state);
  return h('li', {},
    h('a', {class: 'name', href: '#/jobs/' + job.id, 'data-k': 'job ' + job.id}, job.name), stateOf(job),
    h('span', {class: 'facts'}, facts), keep('jobs', job, failed),
    runs ? '' : risky('Delete', ' job ' + job.name, 'delete ' + job.id, () => remove('jobs/' + job.id).catch(failed)));
}

function bring(about, open, failed) {
  const progress = h('progress', {max: 1, value: 0, 'aria-label': 'Sending the table', hidden: true});
  const stopSending = h('button', {type: 'button', hidden: true}, 'Cancel');
  const send = file => {
    if (!file) return;
    if (file.size > about.maxUploadBytes) {
      failed({message: 'The file is longer than ' + (about.maxUploadBytes >> 20) + ' MB',
        remedy: 'Name its path below instead of sending it, or start the studio with a larger --max-upload.'});
      return;
    }
    progress.hidden = stopSending.hidden = false;
    say('Sending ' + file.name);
    const sending = upload(file, share => { progress.value = share; });
    stopSending.onclick = sending.abort;
    open(sending.done.finally(() => { progress.hidden = stopSending.hidden = true; }));
  };
  const file = h('input', {type: 'file', class: 'unseen', tabindex: -1, 'aria-label': 'Choose a table', id: 'file',
    accept: '.csv,.tsv,.txt,.data,.gz,.parquet', onchange: e => { send(e.target.files[0]); e.target.value = ''; }});
  const drop = h('div', {class: 'drop',
    ondragover: e => { e.preventDefault(); drop.classList.add('over'); },
    ondragleave: () => drop.classList.remove('over'),
    ondrop: e => { e.preventDefault(); drop.classList.remove('over'); send(e.dataTransfer.files[0]); },
  },
  h('p', {}, 'Drop a table here: CSV, also packed as .gz, or Parquet.'),
  h('div', {class: 'row', style: 'justify-content:center'},
    h('button', {type: 'button', class: 'main', onclick: () => file.click()}, 'Choose a file'), file,
    h('button', {type: 'button', onclick: () => open(post('tables', {sample: true}))}, 'Try the sample')),
  progress, stopSending);
  const place = h('input', {type: 'text', autocomplete: 'off', spellcheck: 'false', dir: 'auto'});
  const form = h('form', {onsubmit: e => { e.preventDefault(); open(post('tables', {place: place.value.trim()})); }},
    field('A path or a database', place, '/data/patients.parquet, or jdbc:postgresql://host/db#table; name and password '
      + 'of databases come from the environment of the studio.'),
    h('button', {type: 'submit'}, 'Open'));
  return h('section', {'aria-label': 'Bring a table'}, drop,
    h('details', {}, h('summary', {}, 'A table that lies on this machine, or in a database'), h('div', {class: 'inner'}, form)));
}

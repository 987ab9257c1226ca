import {h, fill, drawn, count, time, say} from './dom.js';
import {get} from './api.js';
import {lines} from './plots.js';

const MOST_POINTS = 600;

// Drawing costs the processor that trains: what changes little is drawn seldom.
const LINES_MS = 3000;
const PICTURES_MS = 6000;

/** A model that learns: progress, losses, held-out fidelity, columns and pairs getting better. */
export function learning(details) {
  const bar = h('progress', {max: 1, 'aria-label': 'Learning'});
  const facts = h('dl', {class: 'facts-line'});
  const figures = h('div', {class: 'cards scores'});
  const rowsHeld = h('p', {class: 'soft'});
  const losses = h('div', {});
  const fidelity = h('div', {});
  const columns = h('div', {class: 'cards live two'});
  const pairs = h('div', {class: 'cards live wide'});
  const pictures = h('section', {hidden: true, 'aria-labelledby': 'h-pictures'},
    h('h2', {id: 'h-pictures'}, 'Real beside synthetic'),
    h('p', {class: 'legend'}, h('span', {}, h('i', {class: 'swatch a'}), 'Real, held out'), h('span', {}, h('i', {class: 'swatch b'}), 'Synthetic')),
    columns, h('h3', {}, 'Pairs where most is to be learnt'), pairs);
  const notes = h('ul', {class: 'inner'});
  const noteBox = h('details', {hidden: true}, h('summary', {}, 'Notes'), notes);
  const node = h('div', {}, bar, facts,
    h('div', {class: 'columns-2'},
      h('section', {class: 'panel', 'aria-label': 'Held-out fidelity'}, h('h2', {}, 'Held-out fidelity'), rowsHeld, fidelity),
      h('section', {class: 'panel', 'aria-label': 'Losses'}, h('h2', {}, 'Losses'), losses)),
    figures, noteBox, pictures);
  const points = details.history || {losses: [], fidelity: []};
  let looks = 0, asking = false, spoken = 0, stopped = false, nextLines = 0, nextPictures = 0;

  const fact = (words, value) => h('div', {}, h('dt', {}, words), h('dd', {}, value));

  function showProgress(job) {
    const p = job.progress;
    const runs = job.state === 'fitting' || job.state === 'drawing' || job.state === 'judging';
    bar.hidden = !runs;
    if (p) {
      const share = p.remaining !== undefined ? p.elapsed / Math.max(.001, p.elapsed + p.remaining) : null;
      if (share === null) bar.removeAttribute('value'); else bar.value = share;
      fill(facts, fact('Now', p.phase), p.epochs ? fact('Epoch', p.epoch + ' of ' + p.epochs) : fact('Epoch', p.epoch),
        fact('Steps', count(p.steps)), fact('Rows per second', count(p.rowsPerSecond)), fact('Passed', time(p.elapsed)),
        fact('Left', p.remaining === undefined ? 'unknown' : time(p.remaining)));
      if (Date.now() - spoken > 15000) {
        spoken = Date.now();
        say(p.phase + (p.remaining === undefined ? '' : ', ' + time(p.remaining) + ' left'));
      }
    } else {
      bar.removeAttribute('value');
      const words = {queued: 'Waits for its turn: jobs run one at a time.', fitting: 'Begins to learn.', drawing: 'Draws rows.',
        judging: 'Judges the rows' + (job.step ? ': ' + job.step : '') + '.', paused: job.resumable ? 'Paused. It goes on from its last checkpoint.' : 'Paused. This model keeps no checkpoints: it begins anew when it goes on.',
        cancelled: 'Cancelled.', failed: '', done: ''}[job.state];
      fill(facts, words ? fact('Now', words) : '');
    }
  }

  function showFigures(f) {
    if (!f) fill(figures, h('p', {class: 'soft'}, 'Models are looked at now and then while they learn, from the first look on shown here: between the floor '
        + '(columns shuffled) and the ceiling (other real rows). Models without training steps are judged at the end alone.'));
    else if (figures.textContent.includes('now and then')) fill(figures);
    rowsHeld.textContent = f ? count(f.rows) + ' rows held out' : '';
  }

  function showLines(f, at) {
    const now = performance.now();
    if (at === 'fitting' && (document.hidden || now < nextLines)) return;
    nextLines = now + LINES_MS;
    const names = [...new Set(points.losses.flatMap(p => Object.keys(p.values)))];
    fill(losses, points.losses.length ? lines('Losses over time', names.map(name => ({name, points: points.losses.map(p => [p.seconds, p.values[name]])})))
      : h('p', {class: 'soft'}, 'None yet.'));
    fill(fidelity, lines('Held-out fidelity over time', ['shape', 'trend'].map(name => ({name, points: points.fidelity.map(p => [p.seconds, p[name]])})),
      f && points.fidelity.length ? [{y: f.ceiling.trend, name: 'ceiling of trend'}, {y: f.floor.trend, name: 'floor of trend'}] : []));
  }

  async function showPictures(job) {
    const now = performance.now();
    if (asking || !job.fidelity || job.fidelity.looks === looks) return;
    if (job.state === 'fitting' && (document.hidden || now < nextPictures)) return;
    nextPictures = now + PICTURES_MS;
    asking = true;
    try {
      const p = await get('jobs/' + job.id + '/pictures');
      if (!stopped && p.columns) {
        looks = p.looks;
        pictures.hidden = false;
        fill(figures, p.cards.map(drawn));
        fill(columns, p.columns.map(drawn));
        fill(pairs, p.pairs.map(drawn));
      }
    } catch (e) { /* the next look tries again */ } finally {
      asking = false;
    }
  }

  function showNotes(job) {
    noteBox.hidden = !(job.notes && job.notes.length);
    fill(notes, (job.notes || []).map(words => h('li', {}, words)));
  }

  function push(list, point) {
    const last = list[list.length - 1];
    if (last && last.seconds >= point.seconds) return;
    list.push(point);
    if (list.length > MOST_POINTS) list.splice(1, 1);
  }

  // A page that nobody sees draws nothing; once seen, it draws what it missed.
  let latest = details;
  const seen = () => {
    if (document.hidden) return;
    nextLines = nextPictures = 0;
    showLines(latest.fidelity, latest.state);
    showPictures(latest);
  };
  document.addEventListener('visibilitychange', seen);

  let seenLooks = details.fidelity ? details.fidelity.looks : 0;
  function update(job, changed) {
    latest = job;
    const p = job.progress;
    if (changed && job.history) {
      points.losses = job.history.losses;
      points.fidelity = job.history.fidelity;
      showNotes(job);
    }
    if (p && Object.keys(p.losses).length) push(points.losses, {seconds: p.at, values: p.losses});
    const f = job.fidelity;
    if (f && f.looks !== seenLooks) {
      seenLooks = f.looks;
      push(points.fidelity, {seconds: p ? p.at : 0, ...f.scores});
      showFigures(f);
    }
    showProgress(job);
    showLines(f, job.state);
    showPictures(job);
  }

  showProgress(details);
  showFigures(details.fidelity);
  showLines(details.fidelity, details.state);
  showNotes(details);
  showPictures(details);
  return {node, update, stop: () => {
    stopped = true;
    document.removeEventListener('visibilitychange', seen);
  }};
}

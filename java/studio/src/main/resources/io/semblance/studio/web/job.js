import {h, fill, add, say, failure} from './dom.js';
import {get, post, patch, find, listen} from './api.js';
import {STATES, stateOf} from './home.js';
import {learning} from './learning.js';
import {verdict} from './verdict.js';
import {draw} from './draw.js';

const TABS = [['verdict', 'Verdict'], ['report', 'Report'], ['comparison', 'Comparison'], ['draw', 'Draw rows'],
  ['training', 'Training'], ['code', 'As code']];

/** A job: watched while it learns, then its verdict and its rows. */
export async function job(view, id, tab) {
  let details = await get('jobs/' + id);
  const head = h('div', {});
  const errors = h('div', {});
  const nav = h('div', {});
  const body = h('div', {});
  let part = null;
  add(view, [h('h1', {dir: 'auto'}, details.name), head, nav, errors, body]);

  const act = action => async () => {
    fill(errors);
    try {
      await post('jobs/' + id + '/' + action);
    } catch (error) {
      fill(errors, failure(error));
    }
  };

  const showHead = () => {
    const s = details.state;
    const wish = {pause: 'pausing\u2026', enough: 'finishing\u2026', cancel: 'cancelling\u2026'}[details.wish];
    const buttons = [];
    if (s === 'fitting' && !wish) {
      buttons.push(button('Pause', act('pause')), button('Stop and keep', act('enough'), 'main'), button('Cancel', act('cancel'), 'risky'));
    } else if (s === 'queued') {
      buttons.push(button('Pause', act('pause')), button('Cancel', act('cancel'), 'risky'));
    } else if (s === 'paused') {
      buttons.push(button('Go on', act('resume'), 'main'), button('Cancel', act('cancel'), 'risky'));
    } else if (s === 'failed' || s === 'cancelled') {
      buttons.push(button('Try again', act('resume'), 'main'));
    } else if (s === 'drawing' || s === 'judging') {
      buttons.push(button('Cancel', act('cancel'), 'risky'));
    }
    const keep = h('label', {class: 'check'}, h('input', {type: 'checkbox', checked: details.kept,
      onchange: e => patch('jobs/' + id, {kept: e.target.checked}).catch(error => fill(errors, failure(error)))}),
    h('span', {}, 'Keep when the studio ends'));
    // Only where something changed: a button must not vanish under a finger.
    const key = [s, details.wish, details.error, details.kept].join('|');
    if (head.dataset.key !== key) {
      head.dataset.key = key;
      fill(head, h('div', {class: 'row'}, stateOf(details), h('span', {class: 'soft'}, details.model),
        wish ? h('span', {class: 'soft', role: 'status'}, wish) : '', buttons, keep),
      details.error ? failure({message: details.error}) : '');
    }
  };

  const showBody = () => {
    if (part) part.stop && part.stop();
    part = null;
    const done = details.state === 'done';
    const now = done ? (TABS.some(([key]) => key === tab) ? tab : 'verdict') : tab === 'code' ? 'code' : 'training';
    // Without its table there is nothing to compare with.
    const there = find('table', details.table) !== undefined;
    const shownTabs = done ? TABS.filter(([key]) => key !== 'comparison' || there) : TABS.filter(([key]) => key === 'training' || key === 'code');
    fill(nav, h('nav', {class: 'tabs', 'aria-label': 'Views of the job'}, shownTabs.map(([key, words]) =>
      h('a', {href: '#/jobs/' + id + '/' + key, 'aria-current': key === now ? 'page' : null}, words))));
    if (now === 'report' || now === 'comparison') {
      fill(body, h('iframe', {class: 'page', title: now + ' of ' + details.name, src: '/api/jobs/' + id + '/' + now}));
    } else if (now === 'verdict') {
      fill(body, verdict(details));
    } else if (now === 'draw') {
      part = draw(details, errors);
      fill(body, part.node);
    } else if (now === 'code') {
      fill(body, code(id));
    } else {
      part = learning(details);
      fill(body, part.node);
    }
  };

  showHead();
  showBody();
  let asked = 0, stopped = false;
  const hear = async (kind, thing) => {
    if (stopped || kind !== 'job' || !thing || thing.id !== id) return;
    if (thing.gone) {
      location.hash = '#/';
      return;
    }
    const changed = thing.state !== details.state;
    if (changed) {
      const number = ++asked;
      try {
        const latest = await get('jobs/' + id);
        if (stopped || number !== asked) return;
        details = latest;
      } catch (error) {
        if (!stopped) fill(errors, failure(error));
        return;
      }
      say(details.name + ': ' + STATES[details.state]);
    } else {
      details = {...details, ...thing};
    }
    showHead();
    if (changed && (details.state === 'done' || !part || !part.update)) showBody();
    if (part && part.update) part.update(details, changed);
  };
  const stopListening = listen(hear);
  hear('job', find('job', id)); // what came while the page was being made
  const stop = () => {
    stopped = true;
    stopListening();
    if (part && part.stop) part.stop();
  };
  return {title: details.name, trail: [['Start', '#/'], [details.name, '']], stop};
}

function button(words, onclick, style) {
  return h('button', {type: 'button', class: style, onclick}, words);
}

function code(id) {
  const out = h('div', {});
  get('jobs/' + id + '/code').then(c => fill(out,
    h('p', {class: 'soft'}, 'A fit that was stopped by hand, or by its time, is not the same twice.'),
    h('h2', {}, 'The same by the command'), copied(c.command), h('h2', {}, 'The same in Java'), copied(c.java)))
    .catch(error => fill(out, failure(error)));
  return out;
}

function copied(text) {
  const copy = h('button', {type: 'button', onclick: async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = 'Copied';
    say('Copied');
  }}, 'Copy');
  return h('div', {}, h('pre', {tabindex: 0}, text), h('div', {class: 'row'}, copy));
}

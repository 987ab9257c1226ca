// Elements without a framework: h('p', {class: 'soft'}, 'text', node). Texts never become markup.

export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'value') node.value = value;
    else if (name === 'checked') node.checked = Boolean(value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  add(node, children);
  return node;
}

export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

/** A card that the server drew; nothing in it may act. */
export function drawn(html) {
  const parsed = new DOMParser().parseFromString(html, 'text/html').body;
  parsed.querySelectorAll('script, iframe, object, embed, link, form').forEach(n => n.remove());
  const card = parsed.firstElementChild;
  return card ? document.importNode(card, true) : document.createTextNode('');
}

let fieldNumber = 0;

/** A labelled control with a line of help. */
export function field(label, control, help) {
  const id = 'f' + (++fieldNumber);
  control.id = id;
  const children = [h('label', {for: id}, label), control];
  if (help) {
    const words = help instanceof Node ? help : h('p', {class: 'soft'}, help);
    words.id = id + 'h';
    control.setAttribute('aria-describedby', words.id);
    children.push(words);
  }
  return h('div', {class: 'field'}, children);
}

export function check(label, checked, onchange) {
  return h('label', {class: 'check'},
    h('input', {type: 'checkbox', checked, onchange: e => onchange && onchange(e.target.checked)}),
    h('span', {}, label));
}

/** Tells those who cannot see the page. */
export function say(words) {
  document.getElementById('live').textContent = words;
}

/** Words of an error where the user is looking. */
export function failure(error) {
  const words = error.message + (error.remedy ? '. ' + error.remedy : '');
  return h('p', {class: 'notice bad', role: 'alert'}, words);
}

export function count(n) {
  return n === null || n === undefined ? '\u2013' : Number(n).toLocaleString('en-US');
}

/** 1 row, 2 rows. */
export function counted(n, one) {
  return count(n) + ' ' + one + (n === 1 ? '' : 's');
}

/** Shows nodes anew without anybody's keyboard losing its place: focus goes to what has the same data-k. */
export function refill(node, ...children) {
  const focused = node.contains(document.activeElement) ? document.activeElement.closest('[data-k]') : null;
  const key = focused && focused.dataset.k;
  fill(node, ...children);
  if (key) {
    const again = [...node.querySelectorAll('[data-k]')].find(e => e.dataset.k === key) || node.querySelector('[data-k]');
    if (again) again.focus({preventScroll: true});
  }
}

const armed = new Map();

/** A button that asks once more before it does what cannot be undone; also when it is drawn anew meanwhile. */
export function risky(words, hidden, key, onclick) {
  const asks = () => Date.now() < (armed.get(key) || 0);
  const button = h('button', {type: 'button', class: 'risky', 'data-k': key, onclick: () => {
    if (asks()) {
      armed.delete(key);
      onclick();
      return;
    }
    armed.set(key, Date.now() + 5000);
    label();
    setTimeout(label, 5100);
  }});
  const label = () => fill(button, words + (asks() ? ' for good?' : ''), h('span', {class: 'unseen'}, hidden));
  label();
  return button;
}

export function percent(share) {
  if (share === null || share === undefined) return '\u2013';
  if (share > 0 && share < .0001) return share.toExponential(1);
  return (100 * share).toFixed(share < .01 && share > 0 ? 2 : 1) + '%';
}

export function time(seconds) {
  if (seconds === null || seconds === undefined) return '\u2013';
  const s = Math.round(seconds);
  return s < 90 ? s + ' s' : s < 5400 ? Math.round(s / 60) + ' min' : (s / 3600).toFixed(1) + ' h';
}

// The JSON interface of /api/openapi.json, and what is known by now of tables, jobs and samples.

export class Failure extends Error {
  constructor(message, remedy, status) {
    super(message);
    this.remedy = remedy;
    this.status = status;
  }
}

async function answer(response) {
  let json = {};
  try {
    json = await response.json();
  } catch (e) {
    if (response.ok) throw new Failure('The studio answered what cannot be read', 'Reload the page.');
  }
  if (!response.ok) {
    throw new Failure(json.error || 'The studio answered ' + response.status, json.remedy, response.status);
  }
  return json;
}

async function ask(method, path, body) {
  let response;
  try {
    response = await fetch('/api/' + path, {
      method,
      headers: body === undefined ? {} : {'Content-Type': 'application/json'},
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (e) {
    throw new Failure('The studio does not answer', 'See whether it still runs.');
  }
  return answer(response);
}

export const get = path => ask('GET', path);
export const post = (path, body = {}) => ask('POST', path, body);
export const patch = (path, body) => ask('PATCH', path, body);
export const remove = path => ask('DELETE', path);

/** Sends a file; tells how far it is, from 0 to 1. What is returned has abort(). */
export function upload(file, onprogress) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    request.open('POST', '/api/uploads?name=' + encodeURIComponent(file.name));
    request.responseType = 'text';
    request.upload.onprogress = e => e.lengthComputable && onprogress(e.loaded / e.total);
    request.onload = () => {
      let json = {};
      try {
        json = JSON.parse(request.responseText);
      } catch (e) { /* told by the status */ }
      if (request.status < 300) resolve(json);
      else reject(new Failure(json.error || 'The studio answered ' + request.status, json.remedy));
    };
    request.onerror = () => reject(new Failure(
      'The file could not be sent', 'It may be larger than the studio takes, or have changed meanwhile.'));
    request.onabort = () => reject(new Failure('Sending was cancelled', ''));
    request.send(file);
  });
  return {done, abort: () => request.abort()};
}

const state = {table: new Map(), job: new Map(), sample: new Map()};
const listeners = new Set();

export const known = kind => [...state[kind].values()];
export const find = (kind, id) => state[kind].get(id);

/** Calls back with (kind, thing) on news; returns how to stop. */
export function listen(callback) {
  listeners.add(callback);
  return () => listeners.delete(callback);
}

function tell(kind, thing) {
  [...listeners].forEach(l => l(kind, thing));
}

/**
 * Listens for news. A hidden page does not: browsers allow a host six connections in all, and each
 * tab would hold one. Seen again, it is told everything anew.
 */
export function news(onlineChanged) {
  let source = null;
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource('/api/events');
    source.addEventListener('begins', () => {
      ['table', 'job', 'sample'].forEach(kind => state[kind].clear());
      setTimeout(() => tell('begins', {}), 200);
    });
    for (const kind of ['table', 'job', 'sample']) {
      source.addEventListener(kind, e => {
        const thing = JSON.parse(e.data);
        state[kind].set(thing.id, thing);
        tell(kind, thing);
      });
    }
    source.addEventListener('gone', e => {
      const {id} = JSON.parse(e.data);
      for (const kind of ['table', 'job', 'sample']) {
        if (state[kind].delete(id)) tell(kind, {id, gone: true});
      }
    });
    source.onopen = () => onlineChanged(true);
    source.onerror = () => onlineChanged(false);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && source) {
      source.close();
      source = null;
    } else {
      open();
    }
  });
  open();
}

let about;

/** What there is: asked once. */
export function aboutStudio() {
  about = about || get('about');
  return about;
}

'use strict';
(function () {
  var root = document.documentElement;
  root.classList.add('js');

  // Light and dark: as the system has it, until the reader says otherwise.
  var button = document.getElementById('theme');
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  function isDark() {
    var chosen = root.getAttribute('data-theme');
    return chosen ? chosen === 'dark' : dark.matches;
  }
  function show() {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-pressed', String(isDark()));
  }
  try {
    var kept = localStorage.getItem('semblance-theme');
    if (kept === 'dark' || kept === 'light') root.setAttribute('data-theme', kept);
  } catch (e) { /* storage may be forbidden for files */ }
  button.addEventListener('click', function () {
    var next = isDark() ? 'light' : 'dark';
    root.setAttribute('data-theme', next);
    try { localStorage.setItem('semblance-theme', next); } catch (e) { /* as above */ }
    show();
  });
  dark.addEventListener('change', show);
  show();

  function compare(a, b) {
    var x = parseFloat(a), y = parseFloat(b);
    var n = a !== '' && b !== '' && !isNaN(x) && !isNaN(y);
    return n ? x - y : a === '' ? (b === '' ? 0 : 1) : b === '' ? -1 : a < b ? -1 : a > b ? 1 : 0;
  }

  // Tables: a button in each heading sorts by that column.
  document.querySelectorAll('table.sortable').forEach(function (table) {
    var heads = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heads, function (head, place) {
      if (!head.textContent) return;
      var b = document.createElement('button');
      b.type = 'button';
      b.textContent = head.textContent;
      head.textContent = '';
      head.appendChild(b);
      b.addEventListener('click', function () {
        var first = head.classList.contains('n') ? 'descending' : 'ascending';
        var now = head.getAttribute('aria-sort');
        var next = !now ? first : now === 'ascending' ? 'descending' : 'ascending';
        Array.prototype.forEach.call(heads, function (h) { h.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', next);
        var body = table.tBodies[0];
        var rows = Array.prototype.map.call(body.rows, function (row, i) {
          var cell = row.cells[place];
          var key = cell.getAttribute('data-v');
          return { row: row, i: i, key: key === null ? cell.textContent.toLowerCase() : key };
        });
        var sign = next === 'ascending' ? 1 : -1;
        rows.sort(function (a, b) {
          if (a.key === '' || b.key === '') return compare(a.key, b.key) || a.i - b.i;
          return sign * compare(a.key, b.key) || a.i - b.i;
        });
        rows.forEach(function (r) { body.appendChild(r.row); });
      });
    });
  });

  // Search boxes and sort menus, each for the list that it names.
  function matches(node, words) {
    var text = node.getAttribute('data-s');
    text = (text === null ? node.textContent : text).toLowerCase();
    return words.every(function (w) { return text.indexOf(w) >= 0; });
  }
  document.querySelectorAll('input[data-for]').forEach(function (input) {
    var list = document.getElementById(input.getAttribute('data-for'));
    var box = list.classList.contains('cards') ? list : list.querySelector('tbody');
    var told = document.getElementById(input.getAttribute('data-for') + '-told');
    input.addEventListener('input', function () {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var seen = 0;
      Array.prototype.forEach.call(box.children, function (node) {
        var on = matches(node, words);
        node.hidden = !on;
        seen += on ? 1 : 0;
      });
      if (told) told.textContent = words.length ? seen + ' of ' + box.children.length + ' shown' : '';
    });
  });
  document.querySelectorAll('select[data-for]').forEach(function (select) {
    var list = document.getElementById(select.getAttribute('data-for'));
    var nodes = Array.prototype.slice.call(list.children);
    select.addEventListener('change', function () {
      var key = select.value.replace(/^-/, '');
      var sign = select.value.charAt(0) === '-' ? -1 : 1;
      nodes.map(function (node, i) {
        return { node: node, i: i, key: node.getAttribute('data-' + key) || '' };
      }).sort(function (a, b) {
        if (a.key === '' || b.key === '') return compare(a.key, b.key) || a.i - b.i;
        return sign * compare(a.key, b.key) || a.i - b.i;
      }).forEach(function (o) { list.appendChild(o.node); });
    });
  });

  // Everything opens, or closes; and opens for paper.
  document.querySelectorAll('button[data-open]').forEach(function (b) {
    b.addEventListener('click', function () {
      var list = document.getElementById(b.getAttribute('data-open'));
      var all = list.querySelectorAll('details');
      var open = b.getAttribute('aria-expanded') !== 'true';
      all.forEach(function (d) { d.open = open; });
      b.setAttribute('aria-expanded', String(open));
      b.textContent = open ? 'Close all details' : 'Open all details';
    });
  });
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (d) { d.open = true; });
  });
})();

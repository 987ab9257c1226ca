// Lines over time, as SVG in the colours of the reports.

const NS = 'http://www.w3.org/2000/svg';

function s(tag, attributes, text) {
  const node = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

function short(x) {
  const a = Math.abs(x);
  return a !== 0 && (a < .001 || a >= 10000) ? x.toExponential(1) : String(Math.round(x * 1000) / 1000);
}

/**
 * @param title for those who cannot see it
 * @param series [{name, points: [[x, y], ...]}], undefined y left out
 * @param marks [{y, name}] dashed lines
 */
export function lines(title, series, marks = []) {
  const width = 640, height = 190, left = 46, right = 8, top = 10, floor = 166;
  const drawn = series.map(l => ({name: l.name, points: l.points.filter(p => Number.isFinite(p[1]))})).filter(l => l.points.length);
  const box = document.createElement('div');
  if (!drawn.length) return box;
  const xs = drawn.flatMap(l => l.points.map(p => p[0]));
  // A wild beginning must not flatten the rest: the axis ends where all but some points lie.
  const ys = drawn.flatMap(l => l.points.map(p => p[1])).sort((a, b) => a - b);
  const cut = Math.floor(ys.length * .02);
  let low = Math.min(ys[cut], ...marks.map(m => m.y)), high = Math.max(ys[ys.length - 1 - cut], ...marks.map(m => m.y));
  if (!(high > low)) { low -= .5; high += .5; }
  const x0 = Math.min(...xs), x1 = Math.max(...xs, x0 + 1);
  const px = x => left + (x - x0) / (x1 - x0) * (width - left - right);
  const py = y => Math.max(top - 4, Math.min(floor + 4, floor - (y - low) / (high - low) * (floor - top)));
  const svg = s('svg', {class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title});
  svg.append(s('title', {}, title));
  svg.append(s('path', {class: 'axis', d: `M${left} ${floor}H${width - right}M${left} ${top}H${width - right}`}));
  svg.append(s('text', {x: left - 6, y: floor + 4, 'text-anchor': 'end'}, short(low)));
  svg.append(s('text', {x: left - 6, y: top + 6, 'text-anchor': 'end'}, short(high)));
  svg.append(s('text', {x: left, y: height - 6}, short(x0) + ' s'));
  svg.append(s('text', {x: width - right, y: height - 6, 'text-anchor': 'end'}, short(Math.max(...xs)) + ' s'));
  for (const mark of marks) {
    svg.append(s('path', {class: 'marked', d: `M${left} ${py(mark.y)}H${width - right}`}));
    svg.append(s('text', {x: width - right - 2, y: py(mark.y) + (py(mark.y) < 24 ? 12 : -3), 'text-anchor': 'end'}, mark.name));
  }
  drawn.forEach((line, i) => {
    const d = line.points.map((p, k) => (k ? 'L' : 'M') + px(p[0]).toFixed(1) + ' ' + py(p[1]).toFixed(1)).join('');
    svg.append(s('path', {class: 's' + i % 6, d: line.points.length === 1 ? d + 'h3' : d}));
  });
  box.append(svg);
  const legend = document.createElement('p');
  legend.className = 'legend';
  drawn.forEach((line, i) => {
    const item = document.createElement('span');
    const swatch = document.createElement('i');
    swatch.className = 'swatch c' + i % 6;
    item.append(swatch, line.name + ' ' + short(line.points[line.points.length - 1][1]));
    legend.append(item);
  });
  box.append(legend);
  return box;
}

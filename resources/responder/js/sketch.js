// The way there as a small drawing: streets and houses as the centre cut them out for this task, the way, oneself and the
// goal. The address stands beside it in words.
"use strict";

const NEAR_M = 250;
const METRES_A_DEGREE = 111_320;
const AREAS = ["water", "wood", "park", "built_up", "building"];
/** Pixels for the marks, for what is written below, and for the key in the corner. */
const MARGIN = { left: 40, right: 108, top: 44, bottom: 62 };
const BROAD = ["main_road", "road"];

class Sketch {
  constructor(canvas) {
    this._canvas = canvas;
    this.isNear = false;
  }

  /** `point`: where the goal is on earth; `here`: the own position or null; `goal`, `you`: words for the two marks. */
  draw({ map, point, here, grade, goal, you }) {
    const ratio = devicePixelRatio;
    const [width, height] = [this._canvas.clientWidth, this._canvas.clientHeight];
    if (width === 0) return;
    this._canvas.width = Math.round(width * ratio);
    this._canvas.height = Math.round(height * ratio);
    const pen = this._canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const colours = paletteOf(this._canvas);
    const own = here === null || point === null ? map.from : placeOn(map, point, here);
    const to = this._fit(map, own, width, height);
    pen.fillStyle = colours.bg1;
    pen.fillRect(0, 0, width, height);
    for (const [kind, line] of map.features) drawFeature(pen, kind, line, to, colours);
    drawLine(pen, map.way, to, colours.tx1, 5);
    if (own !== null) drawOwn(pen, to(...own), colours, you);
    if (map.to !== null) drawGoal(pen, to(...map.to), colours, grade, goal, width);
  }

  /** From the map's units to the canvas: the whole way, or what is near. */
  _fit(map, own, width, height) {
    const points = [map.to, own].filter((one) => one !== null);
    for (let at = 0; at < map.way.length; at += 2) points.push([map.way[at], map.way[at + 1]]);
    const near = own ?? map.to;
    const reach = NEAR_M / map.scale;
    const shown = this.isNear && near !== null ? [[near[0] - reach, near[1] - reach], [near[0] + reach, near[1] + reach]] : points;
    if (shown.length === 0) shown.push([0, 0], [map.width, map.height]);
    const [xs, ys] = [shown.map(([x]) => x), shown.map(([, y]) => y)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const [wide, high] = [Math.max(Math.max(...xs) - left, 1), Math.max(Math.max(...ys) - top, 1)];
    const room = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom];
    const scale = Math.min(room[0] / wide, room[1] / high, 40);
    const [x0, y0] = [MARGIN.left + (room[0] - wide * scale) / 2, MARGIN.top + (room[1] - high * scale) / 2];
    return (x, y) => [x0 + (x - left) * scale, y0 + (y - top) * scale];
  }
}

/** Where a position is in the map's units. */
function placeOn(map, point, here) {
  if (map.to === null) return null;
  const east = (here.longitude - point.longitude) * METRES_A_DEGREE * Math.cos((point.latitude * Math.PI) / 180);
  const north = (here.latitude - point.latitude) * METRES_A_DEGREE;
  return [map.to[0] + east / map.scale, map.to[1] - north / map.scale];
}

function paletteOf(element) {
  const style = getComputedStyle(element);
  const names = ["bg0", "bg1", "bg2", "bg3", "track", "tx1", "on-lit", "edge", "c1", "c2", "c3", "c4", "d1", "d2"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function drawFeature(pen, kind, line, to, colours) {
  if (AREAS.includes(kind)) {
    tracePath(pen, line, to);
    pen.fillStyle = kind === "building" ? colours.bg3 : kind === "water" ? colours.bg0 : colours.bg2;
    pen.fill();
  } else drawLine(pen, line, to, BROAD.includes(kind) ? colours.track : colours.bg3, BROAD.includes(kind) ? 5 : 2.5);
}

function drawLine(pen, line, to, colour, width) {
  if (line.length === 0) return;
  tracePath(pen, line, to);
  Object.assign(pen, { strokeStyle: colour, lineWidth: width, lineJoin: "round", lineCap: "round" });
  pen.stroke();
}

function tracePath(pen, line, to) {
  pen.beginPath();
  for (let at = 0; at < line.length; at += 2) pen.lineTo(...to(line[at], line[at + 1]));
}

function drawOwn(pen, [x, y], colours, word) {
  pen.fillStyle = colours.tx1;
  pen.beginPath();
  pen.roundRect(x - 19, y - 14, 38, 28, 4);
  pen.fill();
  write(pen, word, x, y, colours["on-lit"]);
}

function drawGoal(pen, [x, y], colours, grade, word, width) {
  Object.assign(pen, { strokeStyle: colours.tx1, lineWidth: 2, fillStyle: colours[`c${grade}`] });
  pen.beginPath();
  pen.arc(x, y, 26, 0, 2 * Math.PI);
  pen.stroke();
  const path = new Path2D();
  path.addPath(new Path2D(MARKS[grade]), new DOMMatrix([0.7, 0, 0, 0.7, x - 15.4, y - 16.5]));
  pen.fill(path);
  write(pen, String(grade), x, y + (grade === 1 ? 5 : 0), grade === 2 ? colours.d2 : colours.d1);
  if (word === "") return;
  pen.font = '800 14px "Atkinson", system-ui, sans-serif';
  const wide = Math.min(pen.measureText(word).width + 20, width - 8);
  const left = Math.max(4, Math.min(x - wide / 2, width - wide - 4));
  const top = y > 70 ? y - 60 : y + 34;
  pen.fillStyle = colours.tx1;
  pen.beginPath();
  pen.roundRect(left, top, wide, 26, 3);
  pen.fill();
  write(pen, word, left + wide / 2, top + 13, colours["on-lit"], wide - 12);
}

function write(pen, text, x, y, colour, widest) {
  Object.assign(pen, { fillStyle: colour, textAlign: "center", textBaseline: "middle" });
  pen.font = '800 14px "Atkinson", system-ui, sans-serif';
  pen.fillText(text, x, y + 1, widest);
}

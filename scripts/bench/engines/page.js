// Runs in the page: our module, the loop, and the peers, asked the same questions. `run.mjs` beside it calls what is put on `window`.
import { Loop } from "./loop.js";
import * as peers from "./peers.js";

const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The pieces of the release, read by our own module as the application does. */
async function open({ catalogue, areas, measures, spread }, times = 1) {
  const module = await import("/wasm/engines.js");
  await module.default();
  const engine = new module.Engine(await bytes(catalogue));
  for (const path of [...measures, ...areas]) engine.frame(await bytes(path));
  engine.spread(spread.period, await bytes(spread.path));
  if (times > 1) engine.grow(times);
  return engine;
}

/** The columns with the value of each cell, and how many of everything there are; where the release was made larger, of its own measures. */
function gather(engine, times = 1) {
  const all = engine.columns();
  const columns = {};
  for (const name of ["measure", "area", "group", "period", "numerator", "denominator", "parts", "per", "counts"]) columns[name] = all[name];
  all.free();
  const measures = columns.per.length;
  if (times > 1) enlarge(columns, times);
  const { numerator, denominator, per, measure } = columns;
  columns.value = numerator.map((x, at) => (denominator[at] > 0 ? (per[measure[at]] * x) / denominator[at] : NaN));
  const highest = (column) => column.reduce((a, b) => Math.max(a, b), 0) + 1;
  const counts = { measures, areas: highest(columns.area), groups: engine.groups().length, periods: engine.periods().length, wards: engine.wards() };
  return { columns, counts };
}

/** As `Engine.grow`: the same cells again under measures of their own. */
function enlarge(columns, times) {
  const measures = columns.per.length;
  for (const name of ["measure", "area", "group", "period", "numerator", "denominator"]) {
    const one = columns[name];
    const all = new one.constructor(one.length * times);
    for (let time = 0; time < times; time += 1) {
      all.set(name === "measure" ? one.map((measure) => measure + time * measures) : one, time * one.length);
    }
    columns[name] = all;
  }
  const per = columns.per;
  columns.per = new Float64Array(measures * times);
  for (let time = 0; time < times; time += 1) columns.per.set(per, time * measures);
}

/** The questions: every group that the measure is broken down by in the area, in each of its newest quarters there. */
function questions(engine, { columns, counts }, asked) {
  const [m, a] = [engine.measure(asked.measure), engine.area(asked.area)];
  if (m === undefined || a === undefined) throw new Error(`the release has no ${asked.measure} or ${asked.area}`);
  const { measure, area, group, period } = columns;
  const held = [...measure.keys()].filter((at) => measure[at] === m && area[at] === a);
  const names = engine.periods();
  const quarters = [...new Set(held.map((at) => period[at]))].filter((at) => names[at].endsWith("/P3M")).sort((a, b) => a - b);
  const newest = quarters.slice(-asked.quarters);
  const groups = [...new Set(held.map((at) => group[at]))].filter((at) => at < counts.groups);
  return newest.flatMap((period) => groups.map((group) => [m, a, group, period]));
}

/** What must be the same, but for the last bits of a division; nothing may be answered by nothing alone. */
function same(what, ours, theirs) {
  if (ours.length !== theirs.length) throw new Error(`${what}: ${theirs.length} figures where we have ${ours.length}`);
  const alike = (a, b) => (Number.isNaN(a) ? Number.isNaN(b) : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)));
  ours.forEach((value, at) => {
    if (!alike(value, theirs[at])) throw new Error(`${what}: figure ${at} is ${theirs[at]} where we have ${value}`);
  });
  return ours.filter((value) => !Number.isNaN(value)).length;
}

/** A peer's three lists in the order of our own figures. */
function ordered([inWards, course, gaps], { counts, layout }, area, group) {
  const number = (value) => value ?? NaN;
  const wards = new Map(inWards);
  const over = new Map(course);
  const mine = new Map();
  const all = new Map();
  for (const [measure, of, value] of gaps) (of === 0 ? all : mine).set(measure, number(value));
  const { measures, periods } = layout(area);
  const gap = (measure) => (group === 0 ? all : mine).get(measure) - all.get(measure);
  return [...Array.from(counts.wards, (ward) => number(wards.get(ward))), ...periods.map((period) => number(over.get(period))), ...measures.map((measure) => number(gap(measure)))];
}

/** Which measures an area has, and which periods the measure asked for holds there. */
function layoutOf({ measure, area, period }, asked) {
  const known = new Map();
  return (at) => {
    if (!known.has(at)) {
      const [measures, periods] = [new Set(), new Set()];
      measure.forEach((other, row) => {
        if (area[row] !== at) return;
        measures.add(other);
        if (other === asked) periods.add(period[row]);
      });
      known.set(at, { measures: [...measures].sort((a, b) => a - b), periods: [...periods].sort((a, b) => a - b) });
    }
    return known.get(at);
  };
}

/** Milliseconds a question, the median of rounds over all of them. */
function timed(questions, ask, rounds) {
  const taken = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now();
    for (const [measure, area, group, period] of questions) ask(measure, area, group, period);
    taken.push((performance.now() - before) / questions.length);
  }
  return median(taken);
}

const once = (ask) => {
  const before = performance.now();
  ask();
  return performance.now() - before;
};

/** Our calculation beside the loop, cold (the first call in this page) and warm; and the whole view. */
window.ourselves = async (pieces, asked, { first, rounds, times, views }) => {
  const engine = await open(pieces, times);
  const gathered = gather(engine, times);
  const { columns, counts } = gathered;
  const loop = new Loop(columns, counts);
  const all = questions(engine, gathered, asked);
  const [m, a, g, p] = all[all.length - 1];
  const contenders = { ours: () => engine.refresh(m, a, g, p), loop: () => loop.refresh(m, a, g, p) };
  const cold = {};
  for (const name of first === "ours" ? ["ours", "loop"] : ["loop", "ours"]) cold[name] = once(contenders[name]);
  const figures = [];
  for (const [measure, area, group, period] of all) {
    engine.refresh(measure, area, group, period);
    loop.refresh(measure, area, group, period);
    const theirs = loop.figures.slice(0, engine.figures().length);
    figures.push(same("the loop", engine.figures(), theirs));
  }
  const warm = { ours: [], loop: [] };
  for (let turn = 0; turn < 5; turn += 1) {
    warm.ours.push(timed(all, (...asked) => engine.refresh(...asked), rounds));
    warm.loop.push(timed(all, (...asked) => loop.refresh(...asked), rounds));
  }
  const view = {};
  for (const [name, query] of Object.entries(views)) {
    const codes = engine.groups().slice(1);
    const draw = (code) => engine.view(a, `group=${code}&period=${pieces.spread.period}${query}`);
    for (let round = 0; round < 3; round += 1) codes.forEach(draw);
    const taken = [];
    for (let round = 0; round < 10; round += 1) for (const code of codes) taken.push(once(() => draw(code)));
    view[name] = { milliseconds: median(taken), rows: draw(codes[0]) };
  }
  const cells = columns.measure.length;
  return { index: a, cells, questions: all.length, figures: median(figures), length: loop.length, cold, warm: { ours: median(warm.ours), loop: median(warm.loop) }, view };
};

/** Our calculation beside a peer's, in one page. */
window.beside = async (pieces, asked, { peer, sample, rounds }) => {
  const engine = await open(pieces);
  const gathered = gather(engine);
  const all = questions(engine, gathered, asked);
  const layout = layoutOf(gathered.columns, all[0][0]);
  const other = await peers[peer](gathered.columns, gathered.counts);
  if (other.rows !== gathered.columns.measure.length) throw new Error(`${peer} holds ${other.rows} rows`);
  const some = all.filter((_, at) => at % Math.ceil(all.length / sample) === 0);
  for (const [measure, area, group, period] of some) {
    engine.refresh(measure, area, group, period);
    same(peer, engine.figures(), ordered(await other.refresh(measure, area, group, period), { ...gathered, layout }, area, group));
  }
  const theirs = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [measure, area, group, period] of some) {
      const before = performance.now();
      await other.refresh(measure, area, group, period);
      theirs.push(performance.now() - before);
    }
  }
  // A clock of five microseconds is too coarse for one question to ourselves.
  const ours = timed(all, (...asked) => engine.refresh(...asked), 200);
  return { rows: other.rows, sample: some.length, calls: theirs.length, ours, theirs: median(theirs) };
};

/** Sets of wards taken together, beside crossfilter2. */
window.sets = async (pieces, asked, { size, rounds }) => {
  const engine = await open(pieces);
  const gathered = gather(engine);
  const { columns, counts } = gathered;
  const all = questions(engine, gathered, asked);
  const other = await peers.crossfilterSets(columns, counts);
  const sets = Array.from(counts.wards, (_, from) => Uint16Array.from({ length: size }, (_, at) => counts.wards[(from + at * 5) % counts.wards.length]));
  const [, , group, period] = all[1];
  other.at(group, period);
  let told = 0;
  for (const set of sets) {
    engine.together(set, group, period);
    const theirs = new Float64Array(counts.measures).fill(NaN);
    for (const { key, value } of other.together(set)) {
      if (value.added > 1) theirs[key] = columns.counts[key] === 1 ? value.x : (columns.per[key] * value.x) / value.n;
    }
    told += same("crossfilter2, sets", engine.figures(), theirs);
  }
  const taken = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const set of sets) taken.theirs.push(once(() => other.together(set)));
    taken.ours.push(once(() => sets.forEach((set) => engine.together(set, group, period))) / sets.length);
  }
  return { sets: sets.length, size, figures: Math.round(told / sets.length), ours: median(taken.ours), theirs: median(taken.theirs) };
};

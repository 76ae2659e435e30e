// The rows of docs/performance.md that `run.mjs` beside this measures.
import { milliseconds, whole } from "../numbers.mjs";

const short = (value) => (value < 1 ? `${(value * 1000).toFixed(1)} µs` : milliseconds(value));
const times = (ratio) => `${ratio < 10 ? ratio.toFixed(1) : whole(ratio)}×`;

const PEERS = [
  ["duckdb", "DuckDB-wasm", "three prepared statements"],
  ["arquero", "Arquero", "three filters"],
  ["perspective", "Perspective", "three views"],
];

/** The rows; `words` says a measurement, or why there is none, and `row` writes it. */
export function engineRows({ engines }, row, words) {
  const of = (name) => engines?.[name] ?? engines;
  const say = (name, write) => words(of(name), write);
  const ratio = (pair) => `${times(pair.ours / pair.loop)} (${short(pair.ours)} / ${short(pair.loop)})`;
  const question = "for a group and a quarter: one measure in all wards, its course in one ward, and how far the group is from everyone in each of that ward's measures";
  const faster = (measured) => `${times(measured.theirs / measured.ours)} (${short(measured.theirs)} / ${short(measured.ours)})`;
  return (
    row("figures of a click, over a typed-array loop, cold", "≤ 2×", say("ourselves", ({ cold }) => ratio(cold)), say("ourselves", (o) => `first call in a page, median of ${o.pages} pages; ${question}: ${o.length} figures, ${o.figures} of them there; \`Frame::cell\`, \`Cube::cell\` and \`Cell::value\` over the frames as the browser decodes them, against plain JavaScript over Float64Arrays of the same ${whole(o.cells)} cells, found by tables of offsets`)) +
    row("the same, warm", "≤ 2×", say("ourselves", ({ warm }) => ratio(warm)), say("ourselves", (o) => `${o.questions} questions in turn, the median of many rounds`)) +
    row("the same, warm, at ten times the cells", "flat", say("ourselves", ({ grown }) => ratio(grown.warm)), say("ourselves", ({ grown, warm }) => `${whole(grown.cells)} cells under ten times as many measures, the same questions: ours takes ${times(grown.warm.ours / warm.ours)} as long`)) +
    row("whole `area_view`, as it opens", "", say("ourselves", ({ view }) => short(view.leads.milliseconds)), say("ourselves", ({ view }) => `every word and mark of ${view.leads.rows} rows, the map, the filter bar and all that is counted; from the query to the view, nothing put into the page`)) +
    row("whole `area_view`, forty measures", "", say("ourselves", ({ view }) => short(view.forty.milliseconds)), say("ourselves", ({ view }) => `${view.forty.rows} rows`)) +
    PEERS.map(([name, title, how]) => row(`${title} over ours`, "≥ 100×", say(name, faster), say(name, (o) => `version ${engines.versions[name]}, ${how}; ${whole(o.rows)} rows with the value of each cell divided already; ${o.sample} of the questions above, ${o.calls} calls, warm; answers compared with ours`))).join("") +
    row("crossfilter2 at its best over ours", "≥ 1×", say("crossfilter", faster), say("crossfilter", (o) => `version ${engines.versions.crossfilter}; for each of the three parts an index of its own over exactly what is fixed; ${o.sample} of the questions, answers compared`)) +
    row("crossfilter2 on a set of wards over ours", "≥ 20×", say("sets", faster), say("sets", (o) => `${o.sets} sets of ${o.size} wards taken together in every measure for a group and a quarter; ours with limits and reasons (\`combine::together\`), its sums alone; answers compared`))
  );
}

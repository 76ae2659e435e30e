// The engines that a user would pick, each asked for the same cells. All are given the value of each cell, divided already.
// Each has `refresh(measure, area, group, period)`, which gives three lists of [key, value] or [key, group, value].

const lists = (keys, values) => Array.from(keys, (key, at) => [Number(key), values[at]]);
const triples = (keys, groups, values) => Array.from(keys, (key, at) => [Number(key), Number(groups[at]), values[at]]);

/** An Arrow table of the columns, which DuckDB and Perspective read. */
async function arrow({ measure, area, group, period, value }) {
  const { tableFromArrays, tableToIPC } = await import("apache-arrow");
  const table = tableFromArrays({ measure, area, group, period, value });
  return { table, bytes: () => tableToIPC(table, "stream") };
}

export async function duckdb(columns, { wards }) {
  const { AsyncDuckDB, ConsoleLogger, LogLevel } = await import("@duckdb/duckdb-wasm");
  const database = new AsyncDuckDB(new ConsoleLogger(LogLevel.WARNING), new Worker("/packages/@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"));
  await database.instantiate("/packages/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm");
  const connection = await database.connect();
  const { bytes } = await arrow(columns);
  await connection.insertArrowFromIPCStream(bytes(), { name: "arrived", create: true });
  await connection.query('CREATE TABLE cells AS SELECT measure, area, "group" AS grp, period, value FROM arrived');
  const prepare = (text) => connection.prepare(text);
  const inWards = await prepare(`SELECT area, value FROM cells WHERE measure = ? AND grp = ? AND period = ? AND area IN (${[...wards].join(",")})`);
  const course = await prepare("SELECT period, value FROM cells WHERE measure = ? AND area = ? AND grp = ?");
  const gaps = await prepare("SELECT measure, grp, value FROM cells WHERE area = ? AND period = ? AND (grp = ? OR grp = 0)");
  const column = (table, name) => table.getChild(name).toArray();
  return {
    rows: Number((await connection.query("SELECT count(*) AS n FROM cells")).getChild("n").get(0)),
    async refresh(measure, area, group, period) {
      const one = await inWards.query(measure, group, period);
      const two = await course.query(measure, area, group);
      const three = await gaps.query(area, period, group);
      return [
        lists(column(one, "area"), column(one, "value")),
        lists(column(two, "period"), column(two, "value")),
        triples(column(three, "measure"), column(three, "grp"), column(three, "value")),
      ];
    },
  };
}

export async function arquero(columns, { wards }) {
  const { table } = await import("arquero");
  const { measure, area, group, period, value } = columns;
  const cells = table({ measure, area, group, period, value });
  const ward = Array.from({ length: 1 + Math.max(...wards) }, (_, at) => wards.includes(at));
  const all = (found, ...names) => names.map((name) => found.array(name));
  return {
    rows: cells.numRows(),
    refresh(measure, area, group, period) {
      const asked = cells.params({ measure, area, group, period });
      const inWards = asked.filter((d, $) => d.measure === $.measure && d.group === $.group && d.period === $.period);
      const course = asked.filter((d, $) => d.measure === $.measure && d.area === $.area && d.group === $.group);
      const gaps = asked.filter((d, $) => d.area === $.area && d.period === $.period && (d.group === $.group || d.group === 0));
      return [
        lists(...all(inWards, "area", "value")).filter(([at]) => ward[at]),
        lists(...all(course, "period", "value")),
        triples(...all(gaps, "measure", "group", "value")),
      ];
    },
  };
}

export async function perspective(columns, { wards }) {
  const { default: engine } = await import("@perspective-dev/client/inline");
  const worker = await engine.worker();
  const { bytes } = await arrow(columns);
  const table = await worker.table(bytes().buffer);
  const ward = new Set(wards);
  const ask = async (columns, filter) => {
    const view = await table.view({ columns, filter });
    const found = await view.to_columns();
    await view.delete();
    return columns.map((name) => found[name] ?? []);
  };
  return {
    rows: await table.size(),
    async refresh(measure, area, group, period) {
      const is = (name, value) => [name, "==", value];
      const inWards = await ask(["area", "value"], [is("measure", measure), is("group", group), is("period", period)]);
      const course = await ask(["period", "value"], [is("measure", measure), is("area", area), is("group", group)]);
      const gaps = await ask(["measure", "group", "value"], [is("area", area), is("period", period), ["group", "in", [...new Set([0, group])]]]);
      return [lists(...inWards).filter(([at]) => ward.has(at)), lists(...course), triples(...gaps)];
    },
  };
}

/** crossfilter2 at its best: an index of its own for each question, over exactly what that question fixes. */
export async function crossfilter(columns, { wards, groups, periods, areas }) {
  const { default: crossfilter } = await import("crossfilter2");
  const { measure, area, group, period, value } = columns;
  const rows = Array.from(measure, (_, at) => at);
  const ward = new Set(wards);
  const index = (key) => crossfilter(rows).dimension(key);
  const slice = index((at) => (measure[at] * groups + group[at]) * periods + period[at]);
  const course = index((at) => (measure[at] * areas + area[at]) * groups + group[at]);
  const place = index((at) => (area[at] * groups + group[at]) * periods + period[at]);
  const held = (dimension, key) => dimension.filterExact(key).top(Infinity);
  return {
    rows: rows.length,
    refresh(m, a, g, p) {
      const inWards = held(slice, (m * groups + g) * periods + p).filter((at) => ward.has(area[at]));
      const over = held(course, (m * areas + a) * groups + g);
      const both = [...new Set([0, g])].flatMap((g) => held(place, (a * groups + g) * periods + p));
      return [
        inWards.map((at) => [area[at], value[at]]),
        over.map((at) => [period[at], value[at]]),
        both.map((at) => [measure[at], group[at], value[at]]),
      ];
    },
  };
}

/** crossfilter2 with a set of wards taken together: by measure, for a group and period. */
export async function crossfilterSets(columns, { groups, periods }) {
  const { default: crossfilter } = await import("crossfilter2");
  const { measure, area, group, period, numerator, denominator, parts } = columns;
  const cells = crossfilter(Array.from(measure, (_, at) => at));
  const time = cells.dimension((at) => group[at] * periods + period[at]);
  const place = cells.dimension((at) => area[at]);
  const change = (sign) => (sum, at) => {
    if (parts[at] === 1) {
      sum.x += sign * numerator[at];
      sum.n += sign * denominator[at];
      sum.added += sign;
    }
    return sum;
  };
  const sums = cells.dimension((at) => measure[at]).group();
  sums.reduce(change(1), change(-1), () => ({ x: 0, n: 0, added: 0 }));
  return {
    at: (group, period) => time.filterExact(group * periods + period),
    together(wards) {
      const set = new Set(wards);
      place.filterFunction((area) => set.has(area));
      return sums.all();
    },
  };
}

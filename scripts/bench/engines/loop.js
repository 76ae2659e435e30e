// The peer of our own calculation: plain loops over typed arrays that hold the same cells, as one would write them by hand.

/** Cells in one long pair of arrays; each cube (a measure in an area) is a block of groups × periods. */
export class Loop {
  constructor(columns, { measures, areas, groups, periods, wards }) {
    const held = columns.per.length;
    Object.assign(this, { areas, groups, periods, wards, measures });
    this.numerator = columns.numerator;
    this.denominator = columns.denominator;
    this.per = columns.per;
    this.base = new Int32Array(held * areas).fill(-1);
    this.shape = new Int32Array(held * areas).fill(-1);
    const shapes = new Map();
    const { measure, area, group, period } = columns;
    for (let at = 0; at < measure.length; ) {
      const cube = measure[at] * areas + area[at];
      let end = at;
      while (end < measure.length && measure[end] === measure[at] && area[end] === area[at]) end += 1;
      const held = { groups: [...new Set(group.subarray(at, end))], periods: [...new Set(period.subarray(at, end))] };
      const key = JSON.stringify(held);
      if (!shapes.has(key)) shapes.set(key, { ...held, at: shapes.size });
      this.base[cube] = at;
      this.shape[cube] = shapes.get(key).at;
      at = end;
    }
    this.groupAt = new Int32Array(shapes.size * groups).fill(-1);
    this.periodAt = new Int32Array(shapes.size * periods).fill(-1);
    for (const shape of shapes.values()) {
      shape.groups.forEach((group, place) => (this.groupAt[shape.at * groups + group] = place * shape.periods.length));
      shape.periods.forEach((period, place) => (this.periodAt[shape.at * periods + period] = place));
    }
    this.figures = new Float64Array(wards.length + periods + measures);
    this.length = 0;
  }

  /** The value of a cell; NaN where there is none. */
  value(measure, area, group, period) {
    const cube = measure * this.areas + area;
    const shape = this.shape[cube];
    if (shape < 0) return NaN;
    const row = this.groupAt[shape * this.groups + group];
    const place = this.periodAt[shape * this.periods + period];
    if (row < 0 || place < 0) return NaN;
    const at = this.base[cube] + row + place;
    const denominator = this.denominator[at];
    return denominator > 0 ? (this.per[measure] * this.numerator[at]) / denominator : NaN;
  }

  /** A measure in every ward, its course in the area, and how far the group is from everyone in every measure of the area. */
  refresh(measure, area, group, period) {
    const { figures, wards, shape, areas, periods, periodAt, measures } = this;
    let length = 0;
    for (let at = 0; at < wards.length; at += 1) figures[length++] = this.value(measure, wards[at], group, period);
    const own = shape[measure * areas + area];
    for (let at = 0; at < periods && own >= 0; at += 1) {
      if (periodAt[own * periods + at] >= 0) figures[length++] = this.value(measure, area, group, at);
    }
    for (let at = 0; at < measures; at += 1) {
      if (shape[at * areas + area] >= 0) figures[length++] = this.value(at, area, group, period) - this.value(at, area, 0, period);
    }
    this.length = length;
  }
}

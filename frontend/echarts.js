// ECharts with the parts that the large charts use, and no others. `charming` calls the global `echarts`.
import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
} from "echarts/components";
import { getInstanceByDom, init, use } from "echarts/core";
import { LabelLayout, LegacyGridContainLabel } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([
  BarChart,
  CustomChart,
  // A heat map takes its colours from a visual map.
  HeatmapChart,
  VisualMapPiecewiseComponent,
  LineChart,
  ScatterChart,
  AriaComponent,
  DatasetComponent,
  GridComponent,
  // charming's `contain_label`.
  LegacyGridContainLabel,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  // Direct labels that give way to each other.
  LabelLayout,
  SVGRenderer,
]);

globalThis.echarts = { getInstanceByDom, init };

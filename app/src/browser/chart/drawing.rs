//! One chart as the library has drawn it.

use charming::{
    WasmRenderer,
    renderer::wasm_renderer::{Animation, ChartResize, Echarts},
};
use domain::view::chart::Chart;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::watch::{Seen, attempt};
use crate::charts::{self, Look};

/// Where long labels have room, in pixels.
const WIDE: u32 = 600;

/// One chart as the library has drawn it. Disposed of when it is dropped.
pub(super) struct Drawing {
    instance: JsValue,
    chart: Chart,
    size: (u32, u32),
}

impl Drawing {
    /// Shows a chart: over what was drawn before where only its figures or its look differ, anew otherwise. `None` if the
    /// library fails.
    pub(super) fn show(before: Option<Self>, id: &str, chart: &Chart, seen: &Seen) -> Option<Self> {
        let look = look(seen);
        let model = charts::model(chart, &look);
        let size = (seen.width, charts::height(chart));
        let drawn = if let Some(mut before) = before.filter(|before| charts::same_shape(&before.chart, chart)) {
            let echarts: Echarts = before.instance.clone().unchecked_into();
            let resized = before.size != size;
            attempt(move || {
                if resized {
                    WasmRenderer::resize_chart(&echarts, ChartResize::new(size.0, size.1, true, Some(Animation::default())));
                }
                WasmRenderer::update(&echarts, &model);
                Some(())
            })?;
            before.chart.clone_from(chart);
            before.size = size;
            before
        } else {
            let id = id.to_owned();
            let renderer = WasmRenderer::new_opt(None, Some(size.1));
            let instance = attempt(move || renderer.render(&id, &model).ok().map(JsValue::from))?;
            Self { instance, chart: chart.clone(), size }
        };
        let beyond = js_sys::JSON::parse(&charts::beyond(chart, &look)).ok()?;
        drawn.call("setOption", Some(&beyond))?;
        scale(id);
        Some(drawn)
    }

    /// Calls a method of the library's instance. `None` if it throws.
    fn call(&self, method: &str, with: Option<&JsValue>) -> Option<JsValue> {
        let method = Reflect::get(&self.instance, &JsValue::from_str(method)).ok()?.dyn_into::<Function>().ok()?;
        match with {
            Some(with) => method.call1(&self.instance, with).ok(),
            None => method.call0(&self.instance).ok(),
        }
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        drop(self.call("dispose", None));
    }
}

/// Lets a drawing be shown smaller than it was drawn: a sheet of paper is narrower than most screens.
fn scale(id: &str) {
    let svg = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id)?.query_selector("svg").ok()?);
    if let Some(svg) = svg
        && let (Some(width), Some(height)) = (svg.get_attribute("width"), svg.get_attribute("height"))
    {
        drop(svg.set_attribute("viewBox", &format!("0 0 {width} {height}")));
    }
}

fn look(seen: &Seen) -> Look {
    let look = if seen.dark { Look::dark() } else { Look::light() };
    Look { wide: seen.width >= WIDE, still: seen.still, ..look }
}

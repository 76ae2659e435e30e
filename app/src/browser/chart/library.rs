//! The chart library: loaded once, when the first chart nears the screen.

use std::cell::RefCell;

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

thread_local! {
    /// The library on its way or there.
    static LIBRARY: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Loads the library, and says whether it is there. After a failure the next chart tries again.
pub(super) fn load(source: &str, done: impl FnOnce(bool) + 'static) {
    if there() {
        done(true);
        return;
    }
    let promise = LIBRARY.with_borrow_mut(|library| library.get_or_insert_with(|| script(source)).clone());
    spawn_local(async move {
        let there = JsFuture::from(promise).await.is_ok() && there();
        if !there {
            LIBRARY.take();
        }
        done(there);
    });
}

/// Whether the global that charming calls is there.
fn there() -> bool {
    let library = Reflect::get(&js_sys::global(), &JsValue::from_str("echarts"));
    library.is_ok_and(|library| library.is_object())
}

/// Puts the script into the page.
fn script(source: &str) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let put = || {
            let document = web_sys::window()?.document()?;
            let script = document.create_element("script").ok()?;
            script.set_attribute("src", source).ok()?;
            script.add_event_listener_with_callback("load", &resolve).ok()?;
            script.add_event_listener_with_callback("error", &reject).ok()?;
            document.head()?.append_child(&script).ok()
        };
        if put().is_none() {
            drop(reject.call0(&JsValue::UNDEFINED));
        }
    })
}

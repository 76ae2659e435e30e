//! Small touches on the page that need a browser.

/// Prints the page. On the server it does nothing.
pub fn print() {
    #[cfg(feature = "hydrate")]
    if let Some(window) = web_sys::window() {
        drop(window.print());
    }
}

// The page is complete before this runs. Once it has been painted, the WebAssembly is fetched, and takes over the links that are there.
const painted = new Promise((resolve) => {
  new PerformanceObserver(() => resolve()).observe({ type: "paint", buffered: true });
});
// A page that is opened in the background is painted late.
const loaded = new Promise((resolve) => addEventListener("load", () => setTimeout(resolve, 1000)));
await Promise.race([painted, loaded]);

const { default: init, hydrate } = await import("bindgen");
await init({ module_or_path: WASM_ADDRESS });
// Whoever touches the page meanwhile is answered first.
await new Promise((resolve) => setTimeout(resolve));
hydrate();

// The page is complete before this runs. Once it has been painted, the WebAssembly is fetched, and takes over the links that are there.
await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

const { default: init, hydrate } = await import("bindgen");
await init({ module_or_path: WASM_ADDRESS });
hydrate();

// The page is complete before this runs: it fetches the WebAssembly and takes over the links and forms that are there.
import init, { hydrate } from "bindgen";

await init({ module_or_path: WASM_ADDRESS });
hydrate();

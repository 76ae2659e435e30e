// The packages pinned in frontend/package.json, from wherever this checkout keeps them.
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "../..");

const requireThere = createRequire(resolve(root, "frontend/package.json"));

/** A package that is a CommonJS module. */
export const load = (name) => requireThere(name);

/** A package that is an ES module, by the file it starts with. */
export const loadModule = (file) => import(pathToFileURL(packageFile(file)).href);

/** The path of a file inside a package: `packageFile("echarts/LICENSE")`. */
export const packageFile = (file) => resolve(root, "frontend/node_modules", file);

// Bundles style/main.css and all that it imports into one small file.
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { load, root } from "./packages.mjs";

const styleFolder = resolve(root, "style");

// `@import "fonts.css"` is the generated rules; `@import "components/*.css"` is every file of that folder, by name.
const imports = (fontsCss) => ({
  name: "style-imports",
  setup(build) {
    build.onResolve({ filter: /^(\.\/)?fonts\.css$/ }, () => ({ path: "fonts.css", namespace: "fonts" }));
    build.onLoad({ filter: /.*/, namespace: "fonts" }, () => ({ contents: fontsCss, loader: "css" }));

    build.onResolve({ filter: /\*\.css$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -"/*.css".length)),
      namespace: "folder",
    }));
    build.onLoad({ filter: /.*/, namespace: "folder" }, ({ path }) => ({
      contents: readdirSync(path)
        .filter((name) => name.endsWith(".css"))
        .sort()
        .map((name) => `@import "./${name}";`)
        .join("\n"),
      loader: "css",
      resolveDir: path,
    }));
  },
});

/** Writes the one style sheet and returns its address. */
export async function buildStyle(output, fontsCss) {
  const result = await load("esbuild").build({
    entryPoints: [resolve(styleFolder, "main.css")],
    bundle: true,
    minify: true,
    write: false,
    logLevel: "warning",
    target: ["chrome111", "firefox115", "safari16.4"],
    external: ["/pkg/*"],
    plugins: [imports(fontsCss)],
  });
  return output.add("main", "css", result.outputFiles[0].contents);
}

// The licences of what others made and the site hands on, beside the files they are about.
import { readFileSync } from "node:fs";
import { packageFile } from "./packages.mjs";

const works = {
  "source-sans-3": ["@fontsource-variable/source-sans-3/LICENSE"],
  "source-serif-4": ["@fontsource-variable/source-serif-4/LICENSE"],
  echarts: ["echarts/LICENSE", "echarts/NOTICE", "zrender/LICENSE"],
};

/** Writes one text a work and returns their addresses by the work's name. */
export function buildLicences(output) {
  return Object.fromEntries(
    Object.entries(works).map(([name, files]) => {
      const text = files.map((file) => readFileSync(packageFile(file), "utf8").trim()).join("\n\n---\n\n");
      return [name, output.add(`${name}-licence`, "txt", `${text}\n`)];
    }),
  );
}

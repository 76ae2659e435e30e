// Which Chromium the tests drive, and how it is started. Run by itself, it prints the path or fails.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const onMac = ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function chromiumPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = process.env.CHROMIUM
    ? [process.env.CHROMIUM]
    : [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...onMac];
  const found = places.find(canRun);
  if (!found) throw new Error("no Chromium was found: install one, or set CHROMIUM to its path");
  return found;
}

export const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(chromiumPath());

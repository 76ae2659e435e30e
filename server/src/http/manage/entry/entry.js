// Entering figures with the keyboard: arrow keys and Enter move between cells, a pasted block fills the table from the cell it is pasted into,
// and what is typed is saved as one goes. The page does all of this without script too, with its buttons.
const form = document.getElementById("entry");
const state = document.getElementById("state");
const table = document.querySelector("table.cells");

/** Cells by row. */
const rows = () => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]).filter((row) => row.length > 0);

/** Where a cell is: row and column. */
function place(cell) {
  const all = rows();
  const row = all.findIndex((cells) => cells.includes(cell));
  return { all, row, column: row < 0 ? -1 : all[row].indexOf(cell) };
}

function go(cell) {
  if (!cell) return;
  cell.focus();
  cell.select();
}

const isCell = (target) => target instanceof HTMLInputElement && table.contains(target);

document.documentElement.classList.add("scripted");

form?.addEventListener("keydown", (event) => {
  if (!isCell(event.target) || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const { all, row, column } = place(event.target);
  const { selectionStart: from, selectionEnd: to, value } = event.target;
  const whole = from === 0 && to === value.length;
  const steps = {
    ArrowUp: () => all[row - 1]?.[column],
    ArrowDown: () => all[row + 1]?.[column],
    Enter: () => (event.shiftKey ? all[row - 1]?.[column] : (all[row + 1]?.[column] ?? all[0][column + 1])),
    // Within a text that is being written the arrows stay within it.
    ArrowLeft: () => (whole || to === 0 ? (all[row][column - 1] ?? all[row - 1]?.at(-1)) : undefined),
    ArrowRight: () => (whole || from === value.length ? (all[row][column + 1] ?? all[row + 1]?.[0]) : undefined),
  };
  const step = steps[event.key];
  if (!step) return;
  const next = step();
  if (event.key === "Enter" || event.key === "ArrowUp" || event.key === "ArrowDown" || next) event.preventDefault();
  go(next);
});

form?.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!isCell(event.target) || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const { all, row, column } = place(event.target);
  const block = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  let put = 0;
  let over = 0;
  block.forEach((line, down) =>
    line.forEach((value, across) => {
      const cell = all[row + down]?.[column + across];
      if (cell) {
        cell.value = value.trim().slice(0, cell.maxLength);
        put += 1;
      } else {
        over += 1;
      }
    }),
  );
  go(all[Math.min(row + block.length, all.length) - 1]?.[column]);
  state.textContent = `${put} cells were filled.${over > 0 ? ` ${over} did not fit into the table and were left out.` : ""}`;
  changed();
});

// Drafts.
const pause = 1200;
let timer;
let dirty = false;
let saving = false;
let leaving = false;
// Somebody else was quicker.
let behind = false;
// The button that waits for a save under way.
let pressed;

function changed() {
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  clearTimeout(timer);
  // Once somebody else has been quicker, only a button says whose cells stay.
  if (!dirty || saving || leaving || behind) return;
  saving = true;
  dirty = false;
  try {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("paste");
    fields.set("act", "auto");
    const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
    if (answer.type === "opaqueredirect") throw new Error("You have been signed out. Open the sign-in page in another tab, sign in, and save the draft here.");
    const text = await answer.text();
    const part = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
    if (!answer.ok) {
      behind = answer.status === 409;
      throw new Error(part?.textContent ?? "It could not be saved.");
    }
    document.getElementById("version").value = part.dataset.version;
    show(part);
    state.textContent = `Saved at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}.`;
  } catch (error) {
    dirty = true;
    state.textContent = `Not saved: ${error.message}`;
  } finally {
    saving = false;
    if (dirty && !behind) timer = setTimeout(save, 10 * pause);
    if (pressed) form.requestSubmit(pressed);
  }
}

/** Shows what the checks found, unless somebody is writing a reason there. */
function show(part) {
  const old = document.getElementById("findings");
  if (old.contains(document.activeElement) || old.innerHTML === part.innerHTML) return;
  old.replaceWith(document.adoptNode(part));
  for (const cell of table.querySelectorAll("input")) {
    cell.removeAttribute("aria-invalid");
    cell.removeAttribute("aria-describedby");
    cell.classList.remove("wrong");
  }
  for (const link of document.querySelectorAll('#findings a[href^="#"]')) {
    const cell = document.getElementById(link.hash.slice(1));
    const found = link.closest(".finding");
    if (!cell || !found) continue;
    cell.setAttribute("aria-invalid", "true");
    cell.setAttribute("aria-describedby", [cell.getAttribute("aria-describedby"), found.id].filter(Boolean).join(" "));
    cell.classList.toggle("wrong", found.classList.contains("blocks"));
  }
}

form?.addEventListener("input", changed);
form?.addEventListener("submit", (event) => {
  if (saving) {
    event.preventDefault();
    pressed = event.submitter ?? form.querySelector('button[value="save"]');
    return;
  }
  leaving = true;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
addEventListener("beforeunload", (event) => {
  if (dirty && !leaving) event.preventDefault();
});

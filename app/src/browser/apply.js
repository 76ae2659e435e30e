// Changes what is inside an element of the document, step by step, as `markup/patch.rs` has written it down: one call for a whole page, for each
// call into the document costs. A long change is made in two parts: what comes first in the page before the next frame, the rest after it.

// How long the first part may take, in milliseconds, and how many steps are followed between two looks at the clock.
const FIRST = 2;
const STRIDE = 32;

// One for all: the document keeps every range up to date with every change.
const range = document.createRange();

/** The change whose rest is still to be made: the words of its steps, how many have been followed, and the node they have led to. */
let open = null;

/** Gives the elements below a node their styles: the page's policy takes them from a script, and none out of HTML that was not served with it. */
export function dress(below) {
  for (const bare of below.querySelectorAll("[data-style]")) {
    bare.style.cssText = bare.dataset.style;
    bare.removeAttribute("data-style");
  }
}

/** Nodes read from HTML as they would be inside a node: cells inside a row, shapes inside a drawing. */
function read(node, html) {
  range.selectNodeContents(node);
  const nodes = range.createContextualFragment(html);
  if (html.includes(" data-style=")) dress(nodes);
  return nodes;
}

/** Sets an attribute; a style in the way that the page's policy allows. */
function set(node, name, value) {
  if (name === "style") node.style.cssText = value;
  else node.setAttribute(name, value);
}

/** Follows the steps of the open change until a time. Says whether they could be followed; then the change is no longer open, unless time is up. */
function follow(until) {
  const { words } = open;
  let { at, node } = open;
  open = null;
  try {
    for (let left = STRIDE; ; left -= 1) {
      if (left === 0) {
        if (performance.now() > until) {
          open = { words, at, node };
          return true;
        }
        left = STRIDE;
      }
      switch (words[at++]) {
        case "down": node = node.childNodes[+words[at++]]; break;
        case "up": node = node.parentNode; break;
        case "count": if (node.childNodes.length !== +words[at++]) return false; break;
        case "set": set(node, words[at++], words[at++]); break;
        case "unset": node.removeAttribute(words[at++]); break;
        case "text": node.childNodes[+words[at++]].data = words[at++]; break;
        case "remove": node.childNodes[+words[at++]].remove(); break;
        case "insert": node.insertBefore(read(node, words[at + 1]), node.childNodes[+words[at]] ?? null); at += 2; break;
        default: return true;
      }
    }
  } catch {
    return false;
  }
}

/** Makes the rest of the open change. Where the document is not as it was left, the server is asked for the page: its address says all. */
export function finish() {
  if (open !== null && !follow(Infinity)) location.reload();
}

/** Follows steps below an element. Gives false where the document is not as it was left; the page is then made anew. */
export function apply(root, steps) {
  finish();
  open = { words: steps.split("\0"), at: 0, node: root };
  // A page that is not seen has no next frame.
  const followed = follow(document.hidden ? Infinity : performance.now() + FIRST);
  if (open !== null) requestAnimationFrame(() => setTimeout(finish));
  return followed;
}

// Changes what is inside an element of the document, step by step, as `markup/patch.rs` has written it down: one call for many steps, for each
// call into the document costs.

// One for all: the document keeps every range up to date with every change.
const range = document.createRange();

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

/** Follows steps below an element. Gives false where the document is not as it was left; the page is then made anew. */
export function apply(root, steps) {
  const words = steps.split("\0");
  let at = 0;
  let node = root;
  try {
    for (;;) {
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

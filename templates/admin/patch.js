// Change one thing in a file and not one byte more: front matter, top-level keys of site.yml, body.
// Pure functions on text; used by the desk's formats and by its tests.
var patch = (function () {
  "use strict";
  var PLAIN = /^[^\s\-?:,\[\]{}#&*!|>'"%@`][^:#\r\n"'{}\[\],]*$/;
  var WORDS = /^(y|n|yes|no|on|off|true|false|null|~|[-+.]?[0-9].*|\.inf|\.nan)$/i;

  // A YAML scalar: plain where it is safe, else in double quotes, as JSON is YAML.
  function scalar(text) {
    if (PLAIN.test(text) && !WORDS.test(text) && text.trim() === text) return text;
    return JSON.stringify(text);
  }

  function unquote(text) {
    text = text.trim();
    if (text[0] === '"') { try { return JSON.parse(text.replace(/\s+#[^"]*$/, "")); } catch (e) { return unescape(text); } }
    if (text[0] === "'") return text.slice(1, text.lastIndexOf("'")).replace(/''/g, "'");
    return text.replace(/\s+#.*$/, "");
  }

  // Double quotes with YAML's escapes that JSON lacks.
  function unescape(text) {
    var inner = text.slice(1, text.lastIndexOf('"'));
    return inner.replace(/\\(x[0-9a-f]{2}|u[0-9a-f]{4}|.)/gi, function (_, c) {
      if (/^[xu]/i.test(c) && c.length > 1) return String.fromCharCode(parseInt(c.slice(1), 16));
      return { n: "\n", t: "\t", r: "\r", "0": "\0", e: "\x1b", "\n": "" }[c] || c;
    });
  }

  function newline(text) { return /\r\n/.test(text) ? "\r\n" : "\n"; }

  // Split a text file into head (BOM and front matter's lines) and body.
  function split(raw) {
    var found = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*(?:\r?\n|$))/m.exec(raw);
    if (!found || found.index !== 0) return { open: "", head: "", close: "", body: raw };
    return { open: found[1], head: found[2], close: found[3], body: raw.slice(found[0].length) };
  }

  // The lines of each top-level key: [{key, text}], in order; text holds the key's own lines.
  function entries(head) {
    var lines = head.match(/[^\n]*\n|[^\n]+$/g) || [], found = [];
    lines.forEach(function (line) {
      var key = /^("?)([A-Za-z0-9_.\-]+)\1[ \t]*:(?=\s|$)/.exec(line);
      if (key) found.push({ key: key[2], text: line });
      else if (found.length && /^(\s+\S|\s*\r?\n|\s*[-}\]])/.test(line)) found[found.length - 1].text += line;
      else found.push({ key: null, text: line });
    });
    return found;
  }

  function value(entry) {
    var text = entry.text.replace(/^[^:]*:/, "");
    var block = /^[ \t]*([|>])([+-]?)[^\n]*\n([\s\S]*)$/.exec(text);
    if (block) {
      var lines = block[3].split(/\r?\n/), deep = /^ */.exec(lines[0])[0].length;
      var joined = lines.map(function (l) { return l.slice(deep); });
      return (block[1] === "|" ? joined.join("\n") : joined.join(" ")).trim();
    }
    return unquote(text.split(/\r?\n/).map(function (l) { return l.trim(); }).filter(Boolean).join(" "));
  }

  // Map of a flow or block mapping such as alt: {a.jpg: "…"}.
  function mapping(entry) {
    var text = entry.text.replace(/^[^:]*:/, "").trim(), found = {};
    if (text[0] === "{") text = text.slice(1, text.lastIndexOf("}"));
    var pair = /\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:,{}\n]+?)\s*:\s*("(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*'|[^,}\n]*)\s*(?:,|\n|$)/g, m;
    while ((m = pair.exec(text))) if (m[1].trim()) found[unquote(m[1])] = unquote(m[2]);
    return found;
  }

  function read(raw, key) {
    var found = entries(raw).filter(function (e) { return e.key === key; })[0];
    return found ? value(found) : "";
  }

  // Set one key of a head: its lines are replaced, or a line is added at the end.
  function set(head, key, line, eol) {
    var done = false, out = entries(head).map(function (e) {
      if (e.key !== key || done) return e.text;
      done = true;
      if (line === null) return "";
      var said = /^[^\n"']*?([ \t]+#[^\n\r]*)\r?\n$/.exec(e.text);
      if (said) line += said[1];
      var tail = /(\r?\n[ \t]*)*$/.exec(e.text)[0].replace(/^\r?\n/, "");
      return line + eol + tail;
    }).join("");
    if (!done && line !== null) {
      if (out && !/\n$/.test(out)) out += eol;
      out += line + eol;
    }
    return out;
  }

  function fromText(raw) {
    var part = split(raw), alt = {};
    entries(part.head).forEach(function (e) { if (e.key === "alt") alt = mapping(e); });
    return {
      name: read(part.head, "name"), summary: read(part.head, "summary"),
      status: read(part.head, "status") || "draft", alt: alt, body: part.body
    };
  }

  // A text file with other values; whatever is the same stays as it was written.
  function toText(raw, wanted) {
    var eol = newline(raw), before = fromText(raw), part = split(raw);
    if (!part.open) { part = { open: "---" + eol, head: "", close: "---" + eol, body: raw }; before = { name: "", summary: "", status: "", alt: {}, body: raw }; }
    var head = part.head;
    ["name", "summary", "status"].forEach(function (key) {
      if (wanted[key] !== undefined && wanted[key] !== before[key])
        head = set(head, key, wanted[key] === "" ? null : key + ": " + scalar(wanted[key].replace(/\s*\n\s*/g, " ")), eol);
    });
    if (wanted.alt && JSON.stringify(wanted.alt) !== JSON.stringify(before.alt)) {
      var pairs = Object.keys(wanted.alt).filter(function (k) { return wanted.alt[k]; })
        .map(function (k) { return scalar(k) + ": " + JSON.stringify(wanted.alt[k]); });
      head = set(head, "alt", pairs.length ? "alt: {" + pairs.join(", ") + "}" : null, eol);
    }
    var body = part.body;
    if (wanted.body !== undefined && wanted.body !== before.body && wanted.body !== before.body.replace(/\r\n/g, "\n"))
      body = wanted.body.replace(/\r?\n/g, eol);
    return part.open + head + part.close + body;
  }

  var SIMPLE = ["kind", "area", "signal", "wikidata"], LISTS = ["routes", "hazards"];

  function list(text) { return (text || "").replace(/^\[|\]$/g, "").split(",").map(unquote).filter(Boolean); }

  function fromFacts(raw) {
    var found = { body: raw };
    SIMPLE.forEach(function (key) { found[key] = read(raw, key); });
    LISTS.forEach(function (key) { found[key] = list(read(raw, key)); });
    return found;
  }

  // site.yml: the whole file as written, then what the form changed, then new pictures.
  function toFacts(raw, wanted) {
    var before = fromFacts(raw), eol = newline(raw);
    var text = wanted.body === undefined || wanted.body === raw.replace(/\r\n/g, "\n") ? raw : wanted.body.replace(/\r?\n/g, eol);
    SIMPLE.forEach(function (key) {
      if (wanted[key] !== undefined && wanted[key] !== before[key])
        text = set(text, key, wanted[key] ? key + ": " + scalar(wanted[key]) : null, eol);
    });
    LISTS.forEach(function (key) {
      if (wanted[key] && wanted[key].join() !== before[key].join())
        text = set(text, key, wanted[key].length ? key + ": [" + wanted[key].join(", ") + "]" : null, eol);
    });
    (wanted.pictures || []).forEach(function (each) {
      if (each.file) text = add(text, "images", "{file: " + scalar(each.file.split("/").pop()) + ", kind: photo, credit: "
        + JSON.stringify(each.credit || "") + ", licence: " + scalar(each.licence || "") + "}", eol);
    });
    return text;
  }

  // Add an item to a list of a top-level key, in the style that the list has.
  function add(text, key, item, eol) {
    var found = entries(text).filter(function (e) { return e.key === key; })[0];
    if (!found) return set(text, key, key + ":" + eol + "  - " + item, eol);
    if (/^[^:]*:[ \t]*\[/.test(found.text)) {
      var end = found.text.lastIndexOf("]"), inner = found.text.slice(found.text.indexOf("[") + 1, end).trim();
      return text.replace(found.text, function () { return found.text.slice(0, end) + (inner ? ", " : "") + item + found.text.slice(end); });
    }
    var body = found.text.replace(/\s*$/, ""), rest = found.text.slice(body.length) || eol;
    var dent = (/\n([ \t]*)-/.exec(body) || [0, "  "])[1];
    return text.replace(found.text, function () { return body + eol + dent + "- " + item + rest; });
  }

  return { fromText: fromText, toText: toText, fromFacts: fromFacts, toFacts: toFacts, scalar: scalar };
})();
if (typeof module !== "undefined") module.exports = patch;

// What comes after the text: keeping the guide, listening. Everything hangs on one name.
window.heritage = (function () {
  "use strict";
  var own = document.currentScript.src;
  var root = new URL("..", own).href;
  var asked = {};

  // One file of ours, past every cache; a redirect is never followed: it leads to a login page.
  function fetchOwn(path, version, signal) {
    var address = root + path.replace(/(^|\/)index\.html$/, "$1");
    if (version) address += "?v=" + version;
    return fetch(address, {
      redirect: "error", cache: "no-store", credentials: "omit", signal: signal
    }).then(function (response) {
      if (!response.ok) throw new Fault("changed");
      return response;
    });
  }

  // The words of a language: from the pack when it is kept, else from the host.
  function words(language) {
    if (!asked[language]) {
      asked[language] = fetch(root + "pack/words." + language + ".json", { credentials: "omit" })
        .then(function (response) { if (!response.ok) throw 0; return response.json(); })
        .then(function (found) {
          if (found.magic !== "heritage-words") throw 0;
          return function (key, values) {
            var text = found.words[key] || "";
            Object.keys(values || {}).forEach(function (name) {
              text = text.split("{" + name + "}").join(values[name]);
            });
            return text;
          };
        });
      asked[language].catch(function () { delete asked[language]; });
    }
    return asked[language];
  }

  function Fault(reason) { this.reason = reason; this.name = "Fault"; }

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    if (text) element.textContent = text;
    return element;
  }

  function button(mark, action) {
    var attributes = { type: "button", "class": "b" };
    attributes[mark] = "";
    var element = make("button", attributes);
    element.addEventListener("click", action);
    return element;
  }

  function size(language, bytes) {
    var mega = bytes >= 999500, number = mega ? bytes / 1e6 : Math.max(1, bytes / 1e3);
    var digits = mega && number < 100 ? 1 : 0;
    try {
      return new Intl.NumberFormat(language, {
        style: "unit", unit: mega ? "megabyte" : "kilobyte", maximumFractionDigits: digits
      }).format(number);
    } catch (e) { return number.toFixed(digits) + (mega ? " MB" : " kB"); }
  }

  function day(language, date) {
    try {
      return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(date));
    } catch (e) { return String(date).slice(0, 10); }
  }

  function addTo(head) {
    head.appendChild(make("link", { rel: "stylesheet", href: own.replace(/\.js$/, ".css") }));
    if (document.querySelector("link[rel=manifest]")) return;
    head.appendChild(make("link", { rel: "manifest", href: root + "manifest.webmanifest" }));
  }

  addTo(document.head);
  return {
    own: own, root: root, scope: new URL(root).pathname, Fault: Fault, fetchOwn: fetchOwn, words: words,
    make: make, button: button, size: size, day: day
  };
})();

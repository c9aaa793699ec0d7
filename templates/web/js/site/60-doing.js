// What is too old is told by this phone's clock; the nearest come first where asked to.
(function () {
  var d = document, all = function (s, e) { return [].slice.call((e || d).querySelectorAll(s)); };
  var today = new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  all("[data-after]").forEach(function (e) { e.hidden = today <= e.getAttribute("data-after"); });
  // The card for an emergency: …/help/#CODE.slug
  var data = d.getElementById("help-data"), said = d.querySelector("[data-sentence]");
  if (!data) return;
  data = JSON.parse(data.textContent);
  var found = /^#([2-9A-Z]{5,6})?\.([a-z0-9-]{1,60})$/.exec(location.hash), button = d.querySelector("[data-copy-sentence]");
  if (found) {
    var place = data.places[found[2]] || [found[2], ""];
    said.textContent = data.sentence.replace("{place}", place[0]).replace("{code}", found[1] || "……") +
      (place[1] ? " " + data.position.replace("{position}", place[1]) : "");
    if (found[1]) d.querySelector("[data-blank]").hidden = true;
    all(".langs a").forEach(function (a) { a.href = a.getAttribute("href") + location.hash; });
  }
  all("[data-say]").forEach(function (a) {
    if (/^sms:/.test(a.getAttribute("href"))) a.href = a.getAttribute("href") + "?body=" + encodeURIComponent(said.textContent);
  });
  if (navigator.clipboard) {
    button.hidden = false;
    button.onclick = function () {
      navigator.clipboard.writeText(said.textContent).then(function () { button.textContent = button.getAttribute("data-copied"); });
    };
  }
})();

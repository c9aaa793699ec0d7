// What is too old is told by this phone's clock; the nearest come first where asked to.
(function () {
  var d = document, all = function (s, e) { return [].slice.call((e || d).querySelectorAll(s)); };
  var today = new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  all("[data-after]").forEach(function (e) { e.hidden = today <= e.getAttribute("data-after"); });
  // The card for an emergency: …/help/#CODE or #place-SLUG names the place.
  var said = d.querySelector("[data-sentence]"), button = d.querySelector("[data-copy-sentence]");
  if (!said) return;
  function name() {
    var at = location.hash && d.getElementById(location.hash.slice(1)), place = at && at.closest("li[data-position]");
    if (!place) return;
    var code = place == at ? place.querySelectorAll(".code") : [at], position = place.getAttribute("data-position");
    said.textContent = said.getAttribute("data-sentence").replace("{place}", place.querySelector("[data-name]").textContent)
      .replace("{code}", code.length == 1 ? code[0].textContent : "……") + (position ? " " + said.getAttribute("data-where").replace("{position}", position) : "");
    d.querySelector("[data-blank]").hidden = code.length == 1;
    all(".langs a").forEach(function (a) { a.href = a.getAttribute("href").split("#")[0] + location.hash; });
    all("[data-say]").forEach(function (a) {
      if (/^sms:/.test(a.getAttribute("href"))) a.href = a.getAttribute("href").split("?")[0] + "?body=" + encodeURIComponent(said.textContent);
    });
    at.removeAttribute("id"); // the card is above: the browser must not go down to the list
    scrollTo(0, 0);
  }
  name();
  addEventListener("hashchange", name);
  if (navigator.clipboard) {
    button.hidden = false;
    button.onclick = function () {
      navigator.clipboard.writeText(said.textContent).then(function () { button.textContent = button.getAttribute("data-copied"); });
    };
  }
})();

// A text that a plaque page's budget left out comes from the site's page, and stands in place.
(function () {
  var d = document, all = function (s, e) { return [].slice.call((e || d).querySelectorAll(s)); };
  function open() {
    var link = d.querySelector("article:not([hidden]) [data-spot]");
    if (!link || location.protocol == "file:") return;
    link.removeAttribute("data-spot");
    fetch(link.href).then(function (r) { if (!r.ok) throw 0; return r.text(); }).then(function (html) {
      var text = new DOMParser().parseFromString(html, "text/html").querySelector(".whole");
      if (!text) return;
      all("[href]", text).forEach(function (a) { a.href = new URL(a.getAttribute("href"), link.href).href; });
      all("script,[src],[srcset]", text).forEach(function (e) { e.remove(); });
      link.parentNode.replaceWith(d.importNode(text, true));
    }).catch(function () {});
  }
  d.addEventListener("click", function (e) { if (e.target.closest("[data-lang]")) setTimeout(open, 0); });
  open();
})();

// Put the texts into their articles, then show one language: the one chosen by js/early.
(function () {
  var d = document, all = function (s, e) { return [].slice.call((e || d).querySelectorAll(s)); };
  var articles = all("article[lang]"), tabs = all("[data-lang]");
  var langs = articles.map(function (a) { return a.lang; });
  all(".rest").forEach(function (r) { articles[langs.indexOf(r.lang)].appendChild(r); });
  function show(lang) {
    articles.forEach(function (a) {
      a.hidden = a.lang != lang;
      if (!a.hidden) {
        d.documentElement.lang = lang; d.documentElement.dir = a.dir || "ltr";
        d.title = a.querySelector("h1").textContent;
      }
    });
    tabs.forEach(function (t) {
      if (t.getAttribute("data-lang") == lang) {
        t.setAttribute("aria-current", "true");
        t.scrollIntoView({ block: "nearest", inline: "nearest" });
      } else t.removeAttribute("aria-current");
    });
  }
  tabs.forEach(function (t) {
    var lang = t.getAttribute("data-lang");
    if (langs.indexOf(lang) >= 0) t.onclick = function (e) {
      e.preventDefault();
      try { localStorage.setItem("heritage-language", lang); } catch (x) {}
      show(lang);
      scrollTo(0, 0);
      history.replaceState(null, "", "#" + lang);
    };
  });
  show(d.documentElement.lang);
  d.styleSheets[0].deleteRule(0);
  if (location.protocol == "file:") all("a[href]").forEach(function (a) {
    var h = a.getAttribute("href");
    if (!/^[a-z]+:/i.test(h)) a.setAttribute("href", h.replace(/\/(#|$)/, "/index.html$1"));
  });
})();

(function () {
  var d = document, store = "heritage-language";
  var all = function (s, e) { return Array.prototype.slice.call((e || d).querySelectorAll(s)); };
  var articles = all("article[lang]"), tabs = all("[data-lang]");
  var langs = articles.map(function (a) { return a.lang; });
  function full(tag) {
    try { var l = new Intl.Locale(tag).maximize(); return [l.language, l.script, l.region]; }
    catch (e) {
      var p = String(tag).toLowerCase().split(/[-_]/);
      return [p[0], p[0] == "zh" ? (/hant|tw|hk|mo/.test(tag.toLowerCase()) ? "Hant" : "Hans") : "", ""];
    }
  }
  function best(wishes) {
    for (var i = 0; i < wishes.length; i++) {
      var w = full(wishes[i]), top = null, mark = -1;
      langs.forEach(function (l) {
        var f = full(l);
        if (f[0] != w[0]) return;
        var m = (f[1] == w[1] ? 4 : 0) + (f[2] == w[2] ? 2 : 0) + (l == wishes[i] ? 1 : 0);
        if (m > mark) { mark = m; top = l; }
      });
      if (top) return top;
    }
    return langs.filter(function (l) { return full(l)[0] == "en"; })[0] || d.body.getAttribute("data-source");
  }
  function fetchText(article) {
    var link = article.querySelector("[data-spot]");
    if (!link || !window.fetch || location.protocol == "file:") return;
    link.removeAttribute("data-spot");
    fetch(link.href).then(function (r) { if (!r.ok) throw 0; return r.text(); }).then(function (html) {
      var page = new DOMParser().parseFromString(html, "text/html"), text = page.querySelector(".whole");
      if (!text) return;
      all("[href]", text).forEach(function (a) { a.href = new URL(a.getAttribute("href"), link.href).href; });
      all("script,[src],[srcset]", text).forEach(function (e) { e.remove(); });
      link.parentNode.replaceWith(d.importNode(text, true));
    }).catch(function () {});
  }
  function show(lang) {
    if (langs.indexOf(lang) < 0) lang = langs[0];
    articles.forEach(function (a) {
      a.hidden = a.lang != lang;
      if (!a.hidden) {
        d.documentElement.lang = lang; d.documentElement.dir = a.dir || "ltr";
        var h = a.querySelector("h1"); if (h) d.title = h.textContent;
        fetchText(a);
      }
    });
    tabs.forEach(function (t) {
      if (t.getAttribute("data-lang") == lang) t.setAttribute("aria-current", "true");
      else t.removeAttribute("aria-current");
    });
  }
  tabs.forEach(function (t) {
    var lang = t.getAttribute("data-lang");
    if (langs.indexOf(lang) < 0) return;
    t.addEventListener("click", function (e) {
      e.preventDefault();
      try { localStorage.setItem(store, lang); } catch (x) {}
      show(lang);
      history.replaceState(null, "", "#" + lang);
    });
  });
  var asked = "", kept = "";
  try { asked = decodeURIComponent(location.hash.slice(1)); } catch (x) {}
  try { kept = localStorage.getItem(store) || ""; } catch (x) {}
  if (articles.length) {
    if (langs.indexOf(asked) >= 0) show(asked);
    else if (langs.indexOf(kept) >= 0) show(kept);
    else show(best(navigator.languages || [navigator.language || "en"]));
  }
  if (location.protocol == "file:") all("a[href]").forEach(function (a) {
    var h = a.getAttribute("href");
    if (!/^[a-z]+:/i.test(h)) a.setAttribute("href", h.replace(/\/(#|$)/, "/index.html$1"));
  });
})();

// Show one language: as asked by the address, as chosen before, else as the phone wishes.
(function () {
  var d = document, all = function (s, e) { return [].slice.call((e || d).querySelectorAll(s)); };
  var articles = all("article[lang]"), tabs = all("[data-lang]"), store = "heritage-language";
  var langs = articles.map(function (a) { return a.lang; }), asked, kept;
  function full(tag) {
    try { tag = new Intl.Locale(tag).maximize(); return [tag.language, tag.script, tag.region]; }
    catch (e) { return [tag.slice(0, 2), /tw|hk|mo|hant/i.test(tag) ? "Hant" : "Hans"]; }
  }
  // CLDR's likely subtags: the script counts before the region, both after the language.
  function best(wishes) {
    var top, mark = 0;
    wishes.concat("en").forEach(function (wish, i) {
      var w = full(wish);
      langs.forEach(function (l) {
        var f = full(l), m = f[0] == w[0] ? 1 + 4 * (f[1] == w[1]) + 2 * (f[2] == w[2]) + (l == wish) - 9 * i + 999 : 0;
        if (m > mark) { mark = m; top = l; }
      });
    });
    return top || d.body.getAttribute("data-source");
  }
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
      try { localStorage.setItem(store, lang); } catch (x) {}
      show(lang);
      scrollTo(0, 0);
      history.replaceState(null, "", "#" + lang);
    };
  });
  try { asked = decodeURIComponent(location.hash.slice(1)); } catch (x) {}
  try { kept = localStorage.getItem(store); } catch (x) {}
  show(langs.indexOf(asked) >= 0 ? asked : langs.indexOf(kept) >= 0 ? kept : best(navigator.languages || [navigator.language]));
  if (location.protocol == "file:") all("a[href]").forEach(function (a) {
    var h = a.getAttribute("href");
    if (!/^[a-z]+:/i.test(h)) a.setAttribute("href", h.replace(/\/(#|$)/, "/index.html$1"));
  });
})();

// Choose the language before the texts come, so that the right one is seen as it streams:
// as asked by the address, as chosen before, else as the phone wishes.
(function () {
  var d = document, asked, kept, langs = [].map.call(d.querySelectorAll('[data-lang][href^="#"]'), function (a) { return a.lang; });
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
  try { asked = decodeURIComponent(location.hash.slice(1)); } catch (x) {}
  try { kept = localStorage.getItem("heritage-language"); } catch (x) {}
  kept = langs.indexOf(asked) >= 0 ? asked : langs.indexOf(kept) >= 0 ? kept : best(navigator.languages || [navigator.language]);
  d.documentElement.lang = kept;
  d.styleSheets[0].insertRule('article:not([lang="' + kept + '"]),.rest{display:none}', 0);
})();

// A tap on a language is remembered; the choice of languages marks the one that fits.
(function () {
  var d = document, store = "heritage-language", wish, homes = [].slice.call(d.querySelectorAll("[data-home]"));
  [].forEach.call(d.querySelectorAll("a[hreflang]"), function (a) {
    a.addEventListener("click", function () { try { localStorage.setItem(store, a.hreflang); } catch (e) {} });
  });
  var here = d.querySelector(".langs [aria-current]");
  if (here) here.scrollIntoView({ block: "nearest", inline: "nearest" });
  try { wish = localStorage.getItem(store); } catch (e) {}
  (wish ? [wish] : navigator.languages || [navigator.language]).some(function (tag) {
    var found = homes.filter(function (a) { return a.hreflang == tag; })[0] ||
      homes.filter(function (a) { return a.hreflang.split("-")[0] == tag.split("-")[0]; })[0];
    if (found) found.classList.add("mine");
    return found;
  });
})();

// A tap on a language is remembered; the choice of languages marks the one that fits.
(function () {
  var d = document, store = "heritage-language", wish, homes = [].slice.call(d.querySelectorAll("[data-home]"));
  [].forEach.call(d.querySelectorAll("a[hreflang]"), function (a) {
    a.addEventListener("click", function () { try { localStorage.setItem(store, a.hreflang); } catch (e) {} });
  });
  function speak(tag) {
    var form = d.querySelector("form[data-words]"), words = form && JSON.parse(form.getAttribute("data-words"))[tag];
    if (!words) return;
    form.lang = tag;
    form.dir = words[4];
    form.querySelector("label").textContent = words[0];
    form.querySelector("button").textContent = words[1];
    form.setAttribute("data-wrong", words[2]);
    form.setAttribute("data-length", words[3]);
  }
  var here = d.querySelector(".langs [aria-current]");
  if (here) here.scrollIntoView({ block: "nearest", inline: "nearest" });
  try { wish = localStorage.getItem(store); } catch (e) {}
  (wish ? [wish] : navigator.languages || [navigator.language]).some(function (tag) {
    var found = homes.filter(function (a) { return a.hreflang == tag; })[0] ||
      homes.filter(function (a) { return a.hreflang.split("-")[0] == tag.split("-")[0]; })[0];
    if (found) { found.classList.add("mine"); speak(found.hreflang); }
    return found;
  });
})();

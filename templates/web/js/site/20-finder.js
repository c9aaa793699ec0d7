// Find, filter and sort the places of a list; all of it on the phone, offline as well.
(function () {
  var d = document, form = d.querySelector("[data-finder]");
  if (!form) return;
  var all = function (s, e) { return [].slice.call((e || d).querySelectorAll(s)); };
  var box = form.querySelector("input[type=search]"), said = form.querySelector("[role=status]");
  var results = form.querySelector("[data-results]"), near = form.querySelector("[data-near]");
  var cards = all("[data-places] li[data-slug]"), sections = all("[data-places]"), rows, asked;
  var root = d.body.getAttribute("data-root"), language = d.documentElement.lang, homes = [];
  var word = function (name) { return form.getAttribute("data-" + name); };
  // NFD leaves đ whole, and takes Korean syllables apart until NFC.
  function fold(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  }
  cards.forEach(function (card) {
    card.words = fold(card.textContent);
    homes.push([card, card.parentNode]);
  });
  // The lists by area hold each name in every language; without them the cards do.
  function load() {
    if (asked || !window.fetch || location.protocol == "file:") return;
    asked = 1;
    Promise.all(word("lists").split(" ").slice(0, 20).map(function (path) {
      return fetch(root + path).then(function (r) { return r.json(); }).then(function (list) { return list.places; });
    })).then(function (lists) {
      rows = [].concat.apply([], lists).map(function (row) { row.words = fold(row.slice(1, 5).join(" ")); return row; });
      rows.forEach(function (row) {
        cards.forEach(function (card) { if (card.getAttribute("data-slug") == row[0]) card.words += " " + row.words; });
      });
      apply();
    }).catch(function () { asked = 0; });
  }
  function apply() {
    var wanted = fold(box.value.trim()).split(/\s+/).filter(Boolean), shown = 0;
    var picked = all("fieldset input:checked", form).map(function (i) { return i.value; });
    var fits = function (words) { return wanted.every(function (w) { return words.indexOf(w) >= 0; }); };
    cards.forEach(function (card) {
      var groups = card.getAttribute("data-groups").split(" "), kinds = picked.filter(function (p) { return p != "step_free"; });
      var ok = fits(card.words) && (!kinds.length || kinds.some(function (k) { return groups.indexOf(k) >= 0; })) &&
        (picked.length == kinds.length || groups.indexOf("step_free") >= 0);
      card.hidden = !ok;
      shown += ok;
    });
    if (!cards.length) {
      results.textContent = "";
      if (wanted.length && rows) rows.filter(function (r) { return fits(r.words); }).slice(0, 50).forEach(function (row) {
        var item = results.appendChild(d.createElement("li")), link = item.appendChild(d.createElement("a"));
        link.textContent = row[1]; link.href = root + language + "/" + row[0] + "/"; link.lang = row[5];
        shown++;
      });
    }
    var none = !shown && (wanted.length || picked.length);
    said.textContent = none ? picked.length ? word("nothing") : word("none")
      : wanted.length || picked.length ? word("found").replace("{}", shown) : "";
    if (none && !picked.length) cards.forEach(function (card) { card.hidden = false; });
    sections.forEach(function (s) { s.hidden = !s.querySelector("li:not([hidden])"); });
    all(".chart a[data-slug]").forEach(function (a) {
      var card = cards.filter(function (c) { return c.getAttribute("data-slug") == a.getAttribute("data-slug"); })[0];
      if (card) a.classList.toggle("off", card.hidden);
    });
  }
  function far(here, at) {
    var r = Math.PI / 180, a = Math.sin((at[0] - here[0]) * r / 2), b = Math.sin((at[1] - here[1]) * r / 2);
    return 12742 * Math.asin(Math.sqrt(a * a + Math.cos(here[0] * r) * Math.cos(at[0] * r) * b * b));
  }
  function sort(here) {
    var list = cards[0].parentNode, sorted = cards.slice();
    cards.forEach(function (card) {
      var at = (card.getAttribute("data-at") || "").split(",").map(Number), e = card.querySelector("[data-far]");
      card.km = at.length > 1 ? far(here, at) : 1e9;
      e.textContent = card.km < 1e9 ? " · " + word("away").replace("{}", card.km < 10 ? card.km.toFixed(1) : Math.round(card.km)) : "";
    });
    sorted.sort(function (a, b) { return a.km - b.km; });
    sorted.forEach(function (card) { list.appendChild(card); });
    d.body.classList.add("by-distance");
  }
  if (near) near.onclick = function () {
    if (near.getAttribute("aria-pressed") == "true") {
      homes.forEach(function (pair) { pair[1].appendChild(pair[0]); pair[0].querySelector("[data-far]").textContent = ""; });
      near.setAttribute("aria-pressed", "false");
      d.body.classList.remove("by-distance");
      return apply();
    }
    if (!navigator.geolocation) { said.textContent = word("nowhere"); return; }
    navigator.geolocation.getCurrentPosition(function (p) {
      sort([p.coords.latitude, p.coords.longitude]);
      near.setAttribute("aria-pressed", "true");
      said.textContent = "";
      apply();
    }, function () { said.textContent = word("nowhere"); }, { maximumAge: 60000, timeout: 20000 });
  };
  form.hidden = false;
  form.onsubmit = function (e) { e.preventDefault(); apply(); };
  box.onfocus = load;
  box.oninput = function () { load(); apply(); };
  form.onchange = apply;
})();

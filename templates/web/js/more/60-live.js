// What the office says today. The page is whole without it and never waits for it.
(function () {
  var d = document, boxes = [].slice.call(d.querySelectorAll("[data-live]"));
  if (boxes[0] && window.fetch && location.protocol != "file:") fetch(boxes[0].dataset.live, { cache: "no-cache" }).then(function (r) { return r.json(); }).then(function (live) {
    boxes.forEach(function (box) {
      var lang = box.closest("[lang]").lang, mine = box.dataset["for"].split(" "), words = live.words[lang] || live.words.en;
      live.notices.forEach(function (n) {
        var since = new Date(n.since), until = new Date(n.until), left = until - Date.now(), p = d.createElement("p");
        function add(name, texts) {
          var e = d.createElement(name), tag = texts[lang] ? lang : texts.en ? "en" : Object.keys(texts)[0];
          e.textContent = texts[tag];
          if (tag != lang) { e.lang = tag; e.dir = "auto"; }
          p.append(e);
        }
        function time(t) { return t.toLocaleString(lang, { timeZone: live.zone, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }); }
        if (since > Date.now() || !(left > 0) || n["for"] && mine != "*" && !n["for"].some(function (e) { return mine.indexOf(e) >= 0; })) return;
        p.append(d.createElement("b"));
        p.firstChild.textContent = words[n.kind];
        add("span", n.text);
        p.append(d.createElement("small"));
        p.lastChild.textContent = words.times.replace("{since}", time(since)).replace("{until}", time(until));
        if (n.owner) add("small", n.owner);
        box.append(p);
        if (left < 2e9) setTimeout(function () { p.remove(); }, left);
      });
    });
  }).catch(function () {});
})();

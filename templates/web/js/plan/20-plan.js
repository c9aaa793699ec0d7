// A day's plan: all of it is made here and kept in the address alone.
(function () {
  var d = document, form = d.getElementById("plan"), data = d.getElementById("plan-data");
  if (!form || !data) return;
  data = JSON.parse(data.textContent);
  var w = data.words, sites = data.sites, one = function (s) { return d.querySelector(s); };
  var all = function (s, e) { return [].slice.call((e || d).querySelectorAll(s)); };
  var boxes = all("[name=site]", form), needs = all("[name=need]", form), message = one("[data-message]"), to = one("[data-to]");
  var list = (function () {
    try { return new Intl.ListFormat(data.language); } catch (e) { return { format: function (a) { return a.join(", "); } }; }
  })();
  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (_, key) { return values[key]; }); }
  function number(n) { return n.toLocaleString(data.language); }
  function day(tag, style) {
    var at = new Date(form.elements.date.value + "T12:00:00Z");
    if (isNaN(at)) return "……";
    try { return at.toLocaleDateString(tag, { timeZone: "UTC", year: "numeric", month: style, day: "numeric" }); }
    catch (e) { return form.elements.date.value; }
  }
  function lines(where, texts) {
    var box = one(where);
    box.textContent = "";
    texts.forEach(function (text) {
      var item = d.createElement("li");
      if (text.href) {
        var a = d.createElement("a");
        a.href = text.href; a.textContent = text.text;
        if (/^https?:/.test(text.href)) a.rel = "noopener noreferrer";
        item.appendChild(a);
      } else item.textContent = text;
      box.appendChild(item);
    });
    box.hidden = !texts.length;
    if (box.previousElementSibling && box.previousElementSibling.tagName == "H3") box.previousElementSibling.hidden = !texts.length;
  }
  function chosen() { return boxes.filter(function (b) { return b.checked; }).map(function (b) { return b.value; }); }
  function meets(words, found) { return !words.length || words.some(function (e) { return found[e]; }); }
  function names(slugs) { return list.format(slugs.map(function (s) { return sites[s].name; })); }

  // ---- from the address, and back
  function read() {
    var state = {};
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at > 0) state[part.slice(0, at)] = part.slice(at + 1);
    });
    var asked = /^#place-([a-z0-9-]+)$/.exec(location.hash), places = asked ? [asked[1]] : (state.s || "").split("."), wants = (state.n || "").split(".");
    boxes.forEach(function (b) { b.checked = places.indexOf(b.value) >= 0; });
    needs.forEach(function (b) { b.checked = wants.indexOf(b.value) >= 0; });
    var tomorrow = new Date(Date.now() + 864e5 - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
    form.elements.date.value = /^\d{4}-\d\d-\d\d$/.test(state.d) ? state.d : tomorrow;
    form.elements.people.value = /^[1-9]\d{0,2}$/.test(state.p) ? state.p : 2;
  }
  function address() {
    var wants = needs.filter(function (b) { return b.checked; }).map(function (b) { return b.value; });
    return location.href.split("#")[0] + "#s=" + chosen().join(".") + "&d=" + form.elements.date.value +
      "&p=" + form.elements.people.value + (wants.length ? "&n=" + wants.join(".") : "");
  }

  // ---- the day
  function routeText(slugs) {
    var whole = [], parts = [], on = {};
    Object.keys(data.routes).forEach(function (key) {
      var own = slugs.filter(function (s) { return data.routes[key][1].indexOf(s) >= 0; });
      own.forEach(function (s) { on[s] = 1; });
      if (own.length && own.length == slugs.length) whole.push(data.routes[key][0]);
      else if (own.length) parts.push(fill(w.route_some, { route: data.routes[key][0], places: names(own) }));
    });
    var off = slugs.filter(function (s) { return !on[s]; });
    if (whole.length) return whole.map(function (name) { return fill(w.route_all, { route: name }); }).join(" ");
    if (off.length == slugs.length) return fill(w.route_off, { places: names(off) });
    return w.route_none + " " + parts.join("; ") + (off.length ? "; " + fill(w.route_off, { places: names(off) }) : "");
  }
  function sum(slugs, key, text) {
    var known = slugs.filter(function (s) { return key in sites[s]; }), rest = slugs.filter(function (s) { return !(key in sites[s]); });
    if (!known.length) return [];
    var n = known.reduce(function (a, s) { return a + sites[s][key]; }, 0), values = {};
    values[key] = number(Math.round(n));
    return [fill(text, values) + (rest.length ? " (" + fill(w.unknown_for, { places: names(rest) }) + ")" : "")];
  }
  function show() {
    var slugs = chosen(), found = {}, bring = [], fees = [], links = [], seen = {};
    one("[data-count]").textContent = slugs.length ? "(" + slugs.length + ")" : "";
    one("[data-plan]").hidden = one("[data-ask]").hidden = !slugs.length;
    if (!slugs.length) return;
    slugs.forEach(function (s) { sites[s].words.forEach(function (e) { found[e] = 1; }); });
    lines("[data-places]", slugs.map(function (s) { return { href: sites[s].page, text: sites[s].name }; }));
    one("[data-route]").textContent = routeText(slugs);
    data.fees.forEach(function (fee) {
      if (!meets(fee["for"], found)) return;
      fee.prices.forEach(function (price) { if (meets(price[1], found)) fees.push(fee.name + ": " + price[0]); });
      fee.bring.forEach(function (b) { bring.push(b); });
      fee.links.forEach(function (link) { links.push({ href: link[0], text: link[1] }); });
    });
    lines("[data-fees]", (fees.length ? fees : [w.fees_unknown]).concat(links));
    var visit = sum(slugs, "steps", w.steps_all).concat(sum(slugs, "minutes", w.minutes_all));
    Object.keys(data.wheelchair).forEach(function (key) {
      var own = slugs.filter(function (s) { return sites[s].wheelchair == key; });
      if (own.length) visit.push(data.wheelchair[key] + ": " + names(own));
    });
    slugs.forEach(function (s) { if (sites[s].hours) visit.push(sites[s].name + ": " + sites[s].hours); });
    lines("[data-visit]", visit);
    slugs.forEach(function (s) { bring = bring.concat(sites[s].bring || []); });
    lines("[data-bring]", bring.filter(function (b) { return !seen[b] && (seen[b] = 1); }).map(function (b) { return data.bring[b]; }));
    write(slugs);
  }

  // ---- the message
  function said(tag, slugs) {
    var m = data.messages[tag], own = tag == data.asked, places = slugs.map(function (s) {
      return own || sites[s].name == sites[s].own ? sites[s].own : sites[s].name + " (" + sites[s].own + ")";
    });
    return fill(m.message, {
      people: form.elements.people.value || "……", date: day(tag, own ? "numeric" : "long"), places: places.join(own ? ", " : /^(zh|ja)/.test(tag) ? "、" : ", "),
      needs: needs.filter(function (b) { return b.checked; }).map(function (b) { return m[b.value]; }).join("")
    });
  }
  function write(slugs) {
    message.value = said(data.asked, slugs) + (data.language != data.asked ? "\n\n" + said(data.language, slugs) : "");
    doors();
    history.replaceState(null, "", address());
    one("[data-code]").hidden = true;
    one("[data-qr]").setAttribute("aria-expanded", "false");
    all(".langs a").forEach(function (a) { a.href = a.getAttribute("href").split("#")[0] + location.hash; });
  }
  function doors() {
    var box = one("[data-doors]"), text = encodeURIComponent(message.value), links = to.value ? data.to[to.value].links : ["sms:", "mailto:", "https://wa.me/"];
    box.textContent = "";
    links.forEach(function (url) {
      var a = d.createElement("a"), host = /^https?:\/\/([^/]+)/.exec(url);
      a.className = "b";
      a.rel = "noopener noreferrer";
      a.textContent = /^sms:/.test(url) ? box.getAttribute("data-sms") : /^mailto:/.test(url) ? box.getAttribute("data-mail") : /^tel:/.test(url) ? url.slice(4) : host && /wa\.me$/.test(host[1]) ? "WhatsApp" : host ? host[1] : url;
      a.href = /^sms:/.test(url) ? url + "?body=" + text : /^mailto:/.test(url) ? url + (url.indexOf("?") < 0 ? "?" : "&") + "body=" + text : /wa\.me/.test(url) ? url + "?text=" + text : url;
      box.appendChild(a);
    });
  }
  function copy(button, text, field) {
    var done = function () { one("[data-said]").textContent = button.getAttribute("data-copied"); };
    var old = function () { field.focus(); field.select(); try { if (d.execCommand("copy")) done(); } catch (e) {} };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, old);
    else old();
  }
  to.appendChild(new Option("–", ""));
  data.to.forEach(function (each, at) { to.appendChild(new Option(each.name, at)); });
  if (!data.to.length) to.parentNode.parentNode.hidden = true;
  to.onchange = doors;
  message.oninput = doors;
  one("[data-copy]").onclick = function () { copy(this, message.value, message); };
  one("[data-share-plan]").onclick = function () {
    var button = this;
    if (navigator.share) navigator.share({ title: d.title, url: address() }).catch(function () {});
    else copy(button, address(), message);
  };
  one("[data-qr]").onclick = function () {
    var box = one("[data-code]"), modules = box.hidden ? qrModules(address()) : null, path = "", side;
    box.hidden = !modules;
    this.setAttribute("aria-expanded", String(!box.hidden));
    if (!modules) return;
    side = modules.length + 8;
    modules.forEach(function (row, y) { row.forEach(function (dark, x) { if (dark) path += "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z"; }); });
    var ns = "http://www.w3.org/2000/svg", svg = d.createElementNS(ns, "svg"), shape = d.createElementNS(ns, "path");
    svg.setAttribute("viewBox", "0 0 " + side + " " + side);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", this.textContent);
    svg.setAttribute("shape-rendering", "crispEdges");
    shape.setAttribute("d", path);
    svg.appendChild(shape);
    box.textContent = "";
    box.appendChild(svg);
  };
  form.onsubmit = function (e) { e.preventDefault(); };
  form.oninput = show;
  addEventListener("hashchange", function () { read(); show(); });
  form.hidden = false;
  read();
  if (chosen().length) one("details").open = false;
  show();
  // The plan is at the top: the browser must not go down to the chosen place.
  if (/^#place-/.test(location.hash) || chosen().length) boxes.forEach(function (b) { b.parentNode.removeAttribute("id"); });
  scrollTo(0, 0);
})();

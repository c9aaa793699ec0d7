// Serves the packs that a page has kept (js/more/20-store.js); it downloads nothing.
(function () {
  "use strict";
  var ROOT = self.registration.scope, SCOPE = new URL(ROOT).pathname;
  var BLOBS = "heritage-blobs:" + SCOPE, STATES = "heritage-states:" + SCOPE;
  var PATIENCE = 10000, known = null;

  self.addEventListener("install", function () { self.skipWaiting(); });
  self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
  self.addEventListener("fetch", function (event) {
    var request = event.request, url = new URL(request.url), path;
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    if (url.pathname.indexOf(SCOPE) !== 0) return;
    // A new version must never come from the old pack.
    if (request.mode !== "navigate" && url.searchParams.has("v")) return;
    try { path = decodeURIComponent(url.pathname.slice(SCOPE.length)); } catch (e) { return; }
    event.respondWith(request.mode === "navigate" ? page(path, url, request) : part(path, request));
  });

  // Every file of every pack kept, the newest pack first.
  function packs() {
    return caches.open(STATES).then(function (states) {
      return states.keys().then(function (keys) {
        keys = keys.filter(function (key) { return key.url.indexOf(ROOT + "pack/kept/") === 0; });
        return Promise.all(keys.map(function (key) {
          return states.match(key).then(function (found) { return found ? found.json() : null; });
        }));
      });
    }).then(function (found) {
      var files = Object.create(null), pictures = Object.create(null), offline = [];
      found.filter(Boolean).sort(function (a, b) { return a.stored < b.stored ? 1 : -1; })
        .forEach(function (state) {
          offline.push(state.list.body.offline);
          state.list.body.files.concat(state.audio ? state.list.body.audio : [])
            .forEach(function (file) {
              var stem = /^(assets\/pictures\/.+)-\d+\.\w+$/.exec(file[0]);
              if (!files[file[0]]) files[file[0]] = file;
              if (stem && !pictures[stem[1]]) pictures[stem[1]] = file;
            });
        });
      known = { files: files, pictures: pictures, offline: offline };
      return known;
    });
  }

  function blob(file) {
    return caches.open(BLOBS).then(function (blobs) {
      return blobs.match(ROOT + "pack/blob/" + file[1]);
    });
  }

  function page(path, url, request) {
    var asked = /^q\/([0-9a-z]{1,12})(?:\/|\/index\.html)?$/i.exec(path);
    var code = asked ? asked[1].toUpperCase() : "";
    var name = code ? "Q/" + code + "/index.html" : path;
    return packs().then(function (kept) {
      if (!kept.offline.length) return fetch(request);
      if (!code && (!path || /\/$/.test(path))) name = path + "index.html";
      if (!kept.files[name] && kept.files[path + "/index.html"]) {
        return Response.redirect(ROOT + path + "/" + url.search, 302);
      }
      var file = kept.files[name];
      if (!file) return online(request, kept, code);
      if (code && path !== "Q/" + code + "/" && path !== name) {
        return Response.redirect(ROOT + "Q/" + code + "/" + url.search, 302);
      }
      return blob(file).then(function (found) { return found || online(request, kept, code); });
    }, function () { return fetch(request); });
  }

  function online(request, kept, code) {
    var late = new Promise(function (go, stop) { setTimeout(stop, PATIENCE); });
    return Promise.race([fetch(request), late]).catch(function () { return away(kept, code); });
  }

  // Our own page for what is not on this phone, with links to what is.
  function away(kept, code) {
    var file = kept.offline.map(function (path) { return kept.files[path]; }).filter(Boolean)[0];
    return (file ? blob(file) : Promise.resolve()).then(function (found) {
      return found ? found.text() : "";
    }).then(function (html) {
      html = html.split('="../../').join('="' + SCOPE);
      if (code) html = html.split("%CODE%").join(code).replace('data-code-asked hidden', "data-code-asked")
        .replace("data-page-asked", "data-page-asked hidden");
      return new Response(html, {
        status: 503, headers: { "Content-Type": "text/html; charset=utf-8" }
      });
    });
  }

  function part(path, request) {
    return (known ? Promise.resolve(known) : packs()).then(function (kept) {
      var stem = /^(assets\/pictures\/.+)-\d+\.\w+$/.exec(path);
      var file = kept.files[path] || (stem && kept.pictures[stem[1]]);
      if (!file) return fetch(request);
      return blob(file).then(function (found) {
        if (!found) return fetch(request);
        return request.headers.has("range") ? range(found, request.headers.get("range")) : found;
      });
    }, function () { return fetch(request); });
  }

  // Players of iPhones ask for parts of a recording.
  function range(found, header) {
    var asked = /^bytes=(\d*)-(\d*)$/.exec(header), type = found.headers.get("Content-Type");
    return found.arrayBuffer().then(function (bytes) {
      var all = bytes.byteLength;
      if (!asked || (!asked[1] && !asked[2])) return new Response(bytes, { headers: { "Content-Type": type } });
      var from = asked[1] ? +asked[1] : Math.max(0, all - asked[2]);
      var to = asked[1] && asked[2] ? Math.min(+asked[2], all - 1) : all - 1;
      if (from > to) return new Response("", { status: 416, headers: { "Content-Range": "bytes */" + all } });
      return new Response(bytes.slice(from, to + 1), {
        status: 206,
        headers: {
          "Content-Type": type, "Content-Range": "bytes " + from + "-" + to + "/" + all,
          "Accept-Ranges": "bytes", "Content-Length": String(to - from + 1)
        }
      });
    });
  }
})();

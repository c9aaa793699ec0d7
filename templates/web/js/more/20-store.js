// Packs on this phone. The page downloads; the worker (sw.js) only serves.
// blobs   one entry a file, named by its SHA-256: what is there is whole and right.
// states  kept/<pack>: the list in use; one put of it is the switch from old to new.
// want/<pack>: a download begun, so that it can go on another day.
heritage.store = (function () {
  "use strict";
  var MAGIC = "heritage-pack", PING = "heritage-qr", AT_ONCE = 4, LISTS = 3;
  var BLOBS = "heritage-blobs:" + heritage.scope, STATES = "heritage-states:" + heritage.scope;
  var Fault = heritage.Fault;

  function supported() {
    return !!(window.isSecureContext && navigator.serviceWorker && window.caches &&
      window.crypto && crypto.subtle && window.AbortController);
  }

  function address(kind, name) { return heritage.root + "pack/" + kind + "/" + name; }

  function read(kind, pack) {
    return caches.open(STATES).then(function (cache) {
      return cache.match(address(kind, pack));
    }).then(function (found) { return found ? found.json() : null; });
  }

  function write(kind, pack, value) {
    return caches.open(STATES).then(function (cache) {
      return cache.put(address(kind, pack), new Response(JSON.stringify(value), {
        headers: { "Content-Type": "application/json" }
      }));
    });
  }

  function drop(kind, pack) {
    return caches.open(STATES).then(function (cache) {
      return cache.delete(address(kind, pack));
    });
  }

  function hex(bytes) {
    return crypto.subtle.digest("SHA-256", bytes).then(function (digest) {
      return Array.prototype.map.call(new Uint8Array(digest), function (byte) {
        return ("0" + byte.toString(16)).slice(-2);
      }).join("");
    });
  }

  // The list of a pack, whole and ours, or a fault.
  function fetchList(pack) {
    return heritage.fetchOwn("pack/" + pack + ".json", "" + Date.now()).then(function (response) {
      return response.json();
    }).then(function (list) {
      if (!list || list.magic !== MAGIC || !list.body) throw new Fault("changed");
      return hex(new TextEncoder().encode(JSON.stringify(list.body))).then(function (sum) {
        if (sum !== list.sum) throw new Fault("changed");
        return list;
      });
    }).catch(function (fault) {
      throw fault instanceof SyntaxError ? new Fault("changed") : fault;
    });
  }

  function fetchInfo(pack) {
    return heritage.fetchOwn("pack/" + pack + ".info.json", "" + Date.now()).then(function (found) {
      return found.json();
    }).then(function (info) {
      if (!info || info.magic !== MAGIC) throw new Fault("changed");
      return info;
    });
  }

  function wanted(list, audio) {
    var files = audio ? list.body.files.concat(list.body.audio) : list.body.files, seen = {};
    return files.filter(function (file) {
      var fresh = !seen[file[1]];
      seen[file[1]] = true;
      return fresh;
    });
  }

  function present() {
    return caches.open(BLOBS).then(function (cache) { return cache.keys(); }).then(function (keys) {
      var found = {};
      keys.forEach(function (key) { found[key.url.slice(-64)] = true; });
      return found;
    });
  }

  // Fetch one file; what does not have its hash is not ours and is never stored.
  function fetchFile(file, blobs, signal) {
    var limit = new AbortController();
    var timer = setTimeout(function () { limit.abort(); }, 45000 + file[2] / 2);
    function stop() { limit.abort(); }
    signal.addEventListener("abort", stop);
    return heritage.fetchOwn(file[0], file[1].slice(0, 12), limit.signal).then(function (response) {
      return response.arrayBuffer();
    }).then(function (bytes) {
      if (bytes.byteLength !== file[2]) throw new Fault("changed");
      return hex(bytes).then(function (sum) {
        if (sum !== file[1]) throw new Fault("changed");
        return blobs.put(address("blob", sum), new Response(bytes, {
          headers: { "Content-Type": file[3], "Content-Length": String(bytes.byteLength) }
        }));
      });
    }).then(done, function (fault) { done(); throw fault; });
    function done() { clearTimeout(timer); signal.removeEventListener("abort", stop); }
  }

  function again(file, blobs, signal) {
    return fetchFile(file, blobs, signal).catch(function (fault) {
      if (signal.aborted || fault instanceof Fault || fault.name === "QuotaExceededError") throw fault;
      return new Promise(function (go) { setTimeout(go, 800); }).then(function () {
        if (signal.aborted) throw fault;
        return fetchFile(file, blobs, signal);
      });
    });
  }

  function fill(list, options) {
    var files = wanted(list, options.audio), total = 0, done = 0, queue;
    var stopped = new AbortController();
    function halt() { stopped.abort(); }
    options.signal.addEventListener("abort", halt);
    if (options.signal.aborted) halt();
    files.forEach(function (file) { total += file[2]; });
    return Promise.all([present(), caches.open(BLOBS)]).then(function (found) {
      queue = files.filter(function (file) {
        if (found[0][file[1]]) done += file[2];
        return !found[0][file[1]];
      });
      options.progress(done, total);
      function next() {
        if (stopped.signal.aborted) return Promise.reject(new Fault("paused"));
        var file = queue.shift();
        if (!file) return Promise.resolve();
        return again(file, found[1], stopped.signal).then(function () {
          done += file[2];
          options.progress(done, total);
          return next();
        });
      }
      var lanes = [];
      for (var i = 0; i < AT_ONCE; i++) lanes.push(next());
      return Promise.all(lanes).catch(function (fault) {
        stopped.abort(); /* the other lanes stop as well, and are waited for */
        return Promise.all(lanes.map(function (lane) { return lane.catch(function () {}); }))
          .then(function () { throw fault; });
      });
    }).then(clear, function (fault) { clear(); throw fault; });
    function clear() { options.signal.removeEventListener("abort", halt); }
  }

  // Why did it fail? Our own small file tells a login page from no network.
  function explain(fault, signal) {
    if (signal && signal.aborted) return Promise.resolve("paused");
    if (fault.name === "QuotaExceededError") return Promise.resolve("quota");
    if (fault.reason && fault.reason !== "changed") return Promise.resolve(fault.reason);
    return fetch(heritage.root + "pack/ping.txt?v=" + Date.now(), {
      cache: "no-store", credentials: "omit"
    }).then(function (response) { return response.text(); }).then(function (text) {
      if (text.trim() !== PING) return "portal";
      return fault.reason === "changed" ? "changed" : "network";
    }, function () { return "network"; });
  }

  function register() {
    return navigator.serviceWorker.register(heritage.root + "sw.js", {
      scope: heritage.root, updateViaCache: "none"
    }).then(function (found) {
      var worker = found.installing || found.waiting || found.active;
      if (found.active || worker.state === "activated") return;
      return new Promise(function (ready, failed) {
        worker.addEventListener("statechange", function () {
          if (worker.state === "activated") ready();
          if (worker.state === "redundant") failed(new Fault("network"));
        });
      });
    });
  }

  function locked(work) {
    return navigator.locks ? navigator.locks.request("heritage-pack:" + heritage.scope, work) : work();
  }

  // Fetch what is lacking, then switch; on any fault what was kept stays as it was.
  function keep(pack, options) {
    return locked(function () {
      return register().catch(function (fault) {
        throw fault instanceof Fault ? fault : new TypeError("worker");
      }).then(function () { return attempt(1, ""); });
    }).catch(function (fault) {
      return explain(fault, options.signal).then(function (reason) { throw new Fault(reason); });
    });
    function attempt(number, before) {
      var list;
      return fetchList(pack).then(function (found) {
        list = found;
        if (list.sum === before) throw new Fault("changed");
        return write("want", pack, {
          list: list, audio: options.audio, paused: options.signal.aborted
        });
      }).then(function () { return fill(list, options); }).then(function () {
        return whole(list, options.audio);
      }).then(function () {
        return write("kept", pack, {
          list: list, audio: options.audio, stored: new Date().toISOString()
        });
      }).then(function () { return drop("want", pack); }).then(sweep).catch(function (fault) {
        if (fault.reason !== "changed" || number >= LISTS || options.signal.aborted) throw fault;
        return explain(fault, options.signal).then(function (reason) {
          if (reason !== "changed") throw new Fault(reason);
          return attempt(number + 1, list ? list.sum : "");
        });
      });
    }
  }

  function whole(list, audio) {
    return present().then(function (found) {
      if (wanted(list, audio).some(function (file) { return !found[file[1]]; })) {
        throw new Fault("network");
      }
    });
  }

  // Delete what no list names, kept or begun. Only under the lock.
  function sweep() {
    var used = {};
    return caches.open(STATES).then(function (states) {
      return states.keys().then(function (keys) {
        return Promise.all(keys.map(function (key) {
          return states.match(key).then(function (found) { return found.json(); })
            .then(function (state) {
              wanted(state.list, state.audio).forEach(function (file) { used[file[1]] = true; });
            });
        })).then(function () { return keys.length; });
      });
    }).then(function (left) {
      return caches.open(BLOBS).then(function (blobs) {
        return blobs.keys().then(function (keys) {
          return Promise.all(keys.map(function (key) {
            return used[key.url.slice(-64)] ? null : blobs.delete(key);
          }));
        });
      }).then(function () { return left; });
    });
  }

  function remove(pack) {
    return locked(function () {
      return drop("kept", pack).then(function () { return drop("want", pack); }).then(sweep)
        .then(function (left) {
          if (left) return;
          return navigator.serviceWorker.getRegistration(heritage.root).then(function (found) {
            return Promise.all([caches.delete(BLOBS), caches.delete(STATES),
              found && new URL(found.scope).pathname === heritage.scope && found.unregister()]);
          });
        });
    });
  }

  function pause(pack) {
    return read("want", pack).then(function (want) {
      if (!want) return;
      want.paused = true;
      return write("want", pack, want);
    });
  }

  // What is on the phone now: the phone may have cleared all or a part of it.
  function look(pack) {
    return Promise.all([read("kept", pack), read("want", pack), present()]).then(function (found) {
      var kept = found[0], want = found[1], lacking = 0, done = 0, total = 0;
      if (kept) wanted(kept.list, kept.audio).forEach(function (file) {
        if (!found[2][file[1]]) lacking += file[2];
      });
      if (want) wanted(want.list, want.audio).forEach(function (file) {
        total += file[2];
        if (found[2][file[1]]) done += file[2];
      });
      return { kept: kept, want: want, lacking: lacking, done: done, total: total };
    });
  }

  // How much an update would fetch.
  function difference(pack, audio) {
    return Promise.all([fetchList(pack), present()]).then(function (found) {
      return wanted(found[0], audio).reduce(function (sum, file) {
        return found[1][file[1]] ? sum : sum + file[2];
      }, 0);
    });
  }

  return {
    supported: supported, keep: keep, remove: remove, pause: pause, look: look,
    info: fetchInfo, difference: difference, register: register
  };
})();

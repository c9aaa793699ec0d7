// The control that keeps the guide on the phone, one for each language shown.
(function () {
  "use strict";
  var store = heritage.store, make = heritage.make, controls = {};
  var area = document.body.getAttribute("data-area");
  if (!area) return;

  function Control(language, say) {
    var self = this;
    this.language = language;
    this.pack = area + "." + language;
    this.say = say;
    this.info = null;
    this.stop = null;
    this.box = make("div", { "class": "keep", lang: language });
    this.main = hook(language);
    this.main.addEventListener("click", function () { self.tap(false); });
    this.bar = make("progress", { max: "100", value: "0", "aria-label": say("progress") });
    this.status = make("p", { role: "status", "class": "s" });
    this.update = heritage.button("data-pack-update", function () { self.start(self.audio); });
    this.halt = heritage.button("data-pack-pause", function () { self.hold(); });
    this.sound = heritage.button("data-pack-audio", function () { self.tap(true); });
    this.remove = heritage.button("data-pack-remove", function () { self.clear(); });
    this.remove.className = "s";
    this.file = make("a", { "class": "s", href: heritage.root + "pack/" + this.pack + ".html", download: this.pack + ".html" });
    this.audio = false;
    this.halt.textContent = say("pause");
    this.remove.textContent = say("remove");
    this.file.textContent = say("one_file");
    [this.bar, this.status, this.halt, this.update, this.sound, this.remove, this.file]
      .forEach(function (each) { self.box.appendChild(each); });
    this.show("none");
  }

  Control.prototype = {
    state: function () { return this.main.getAttribute("data-pack-state"); },

    show: function (state, text, values) {
      var busy = state === "loading", kept = state === "kept" || state === "update", say = this.say;
      this.main.setAttribute("data-pack-state", state);
      this.main.textContent = say("main_" + state, {
        size: this.info ? heritage.size(this.language, this.info.bytes) : ""
      }).replace(/[\s,，、،]+$/, "");
      this.bar.hidden = !(busy || state === "paused");
      this.halt.hidden = !busy;
      this.update.hidden = state !== "update";
      this.remove.hidden = !(kept || state === "paused" || state === "failed");
      this.sound.hidden = !(state === "kept" && this.info && this.info.audio_bytes && !this.audio);
      this.file.hidden = kept || busy;
      this.status.textContent = text ? say(text, values) : "";
    },

    // Where things stand, at each visit: the phone may have cleared something.
    check: function () {
      var self = this;
      return store.look(this.pack).then(function (found) {
        self.audio = !!(found.kept || found.want || {}).audio;
        if (found.kept) {
          self.kept(found.kept);
          if (found.lacking) self.newer(found.lacking, "cleared");
          else if (self.info && self.info.version !== found.kept.list.sum) self.measure();
          else store.register().catch(function () {});
        } else if (found.want) {
          self.progress(found.done, found.total);
          self.show("paused", "part_kept", self.part(found));
        } else {
          self.show("none");
          // Where a catalogue has several areas, whose guide this is.
          if (self.info) self.status.textContent = self.info.name;
        }
        if (found.want && !found.want.paused && self.info) self.start(found.want.audio);
      });
    },

    kept: function (state) {
      this.show("kept", "stored", { date: heritage.day(this.language, state.stored) });
      var status = this.status, say = this.say;
      if (!this.fresh) return;
      this.fresh = false;
      if (navigator.storage && navigator.storage.persisted) {
        navigator.storage.persisted().then(function (safe) {
          if (!safe) status.textContent += " " + say("seven_days");
        }, function () {});
      } else status.textContent += " " + say("seven_days");
    },

    measure: function () {
      var self = this;
      return store.difference(this.pack, this.audio).then(function (bytes) {
        self.newer(bytes, "newer");
      }).catch(function () {});
    },

    newer: function (bytes, text) {
      this.show("update", text);
      this.update.textContent = this.say("update", { size: heritage.size(this.language, bytes) });
    },

    part: function (found) {
      return {
        done: heritage.size(this.language, found.done), size: heritage.size(this.language, found.total)
      };
    },

    progress: function (done, total) {
      this.bar.value = total ? Math.floor(100 * done / total) : 0;
      if (this.state() === "loading") {
        this.status.textContent = this.say("part_kept", this.part({ done: done, total: total }));
      }
    },

    // A tap: begin, go on, or look again. Never twice at a time.
    tap: function (audio) {
      if (this.state() === "loading") return;
      if (navigator.storage && navigator.storage.persist) {
        navigator.storage.persist().catch(function () {});
      }
      if (this.state() === "kept" && !audio) this.refresh();
      else this.start(audio || this.audio);
    },

    start: function (audio) {
      var self = this;
      if (this.stop) return;
      this.stop = new AbortController();
      this.audio = audio;
      this.show("loading");
      store.keep(this.pack, {
        audio: audio, signal: this.stop.signal,
        progress: function (done, total) { self.progress(done, total); }
      }).then(function () {
        self.stop = null;
        self.fresh = true;
        return store.info(self.pack).then(function (info) { self.info = info; }, function () {});
      }).then(function () { return self.check(); }).catch(function (fault) {
        self.stop = null;
        return self.failed(fault.reason || "network");
      });
    },

    failed: function (reason) {
      var self = this;
      return store.look(this.pack).catch(function () { return {}; }).then(function (found) {
        self.audio = !!(found.kept || found.want || {}).audio;
        self.show(reason === "paused" ? "paused" : "failed");
        self.bar.hidden = !found.want;
        self.remove.hidden = !(found.want || found.kept);
        if (found.want) self.progress(found.done, found.total);
        self.status.textContent = reason === "paused" ? "" : self.say("failed_" + reason);
        if (found.want) self.status.textContent += " " + self.say("part_kept", self.part(found));
        if (found.kept) self.status.textContent += " " + self.say("old_stays");
      });
    },

    hold: function () {
      var stop = this.stop;
      store.pause(this.pack).then(function () { if (stop) stop.abort(); });
    },

    clear: function () {
      var self = this;
      store.remove(this.pack).then(function () {
        self.audio = false;
        self.show("none", "removed");
        self.main.focus();
      }, function () {});
    },

    refresh: function () {
      var self = this;
      return store.info(this.pack).then(function (info) { self.info = info; }, function () {})
        .then(function () { return self.check(); });
    }
  };

  // Where the browser keeps nothing: another browser, or the guide as one file.
  function Plain(language, say, info) {
    var pack = area + "." + language;
    this.box = make("div", { "class": "keep", lang: language });
    var file = make("a", {
      "class": "b", "data-pack": language, "data-pack-state": "none",
      href: heritage.root + "pack/" + pack + ".html", download: pack + ".html"
    }, say("one_file_size", { size: heritage.size(language, info.file_bytes) }));
    var status = make("p", { role: "status", "class": "s" }, say("other_browser"));
    var copy = heritage.button("data-copy-link", function () {
      var done = function () { status.textContent = say("copied"); };
      var shown = function () { status.textContent = location.href; };
      if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, shown);
      else shown();
    });
    copy.textContent = say("copy_link");
    hook(language).replaceWith(file);
    this.box.appendChild(status);
    this.box.appendChild(copy);
    this.refresh = function () { return Promise.resolve(); };
  }

  // The button that the page brings along, in the words of its language.
  function hook(language) {
    return document.querySelector('button[data-pack="' + language + '"]');
  }

  function place(language, box) {
    var row = document.querySelector('[data-pack="' + language + '"]').closest(".act");
    row.parentNode.insertBefore(box, row.nextSibling);
  }

  function begin() {
    var language = document.documentElement.lang;
    if (controls[language] || !hook(language)) return;
    controls[language] = "asked";
    heritage.words(language).then(function (words) {
      function say(key, values) { return words("pack." + key, values); }
      var pack = area + "." + language;
      var kept = store.supported() ? store.look(pack).then(function (found) {
        return found.kept || found.want;
      }, function () { return null; }) : Promise.resolve(null);
      return Promise.all([kept, store.info(pack).catch(function () { return null; })])
        .then(function (found) {
          if (!found[0] && !found[1]) throw 0;
          var control = store.supported() ? new Control(language, say) : new Plain(language, say, found[1]);
          control.info = found[1];
          controls[language] = control;
          return (control.check ? control.check() : Promise.resolve()).then(function () {
            place(language, control.box);
          }, function () {
            control.show("failed", "private");
            place(language, control.box);
          });
        });
    }).then(function () { hidden(language, false); }, function () {
      delete controls[language];
      hidden(language, true);
    });
  }

  function hidden(language, off) {
    if (hook(language)) hook(language).hidden = off;
  }

  begin();
  new MutationObserver(begin).observe(document.documentElement, { attributeFilter: ["lang"] });
  addEventListener("online", function () {
    begin();
    Object.keys(controls).forEach(function (language) {
      if (controls[language].refresh && !controls[language].stop) controls[language].refresh();
    });
  });
})();

// Listen: a recording where there is one, else the phone's own voice, sentence by sentence.
(function () {
  "use strict";
  var make = heritage.make, SPEEDS = [0.75, 1, 1.25, 1.5], playing = null, players = {};
  var REGIONS = { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", zh: "zh-CN" };

  function visible() {
    return document.querySelector("article[lang]:not([hidden])");
  }

  // Blocks of text to read, each with its sentences as ranges.
  function sentences(article) {
    var found = [];
    var blocks = article.querySelectorAll("h1, .sum, .w li, .whole h2, .whole h3, .whole p, .whole li, .whole td");
    Array.prototype.forEach.call(blocks, function (block) {
      if (block.closest("[hidden], nav, .keep, .listen") || block.querySelector("p, li")) return;
      var language = block.closest("[lang]").lang, text = block.textContent;
      cut(text, language).forEach(function (piece) {
        if (/[\p{L}\p{N}]/u.test(piece.text)) {
          found.push({ block: block, from: piece.from, to: piece.from + piece.text.length, text: piece.text.trim(), language: language });
        }
      });
    });
    return found;
  }

  function cut(text, language) {
    var found = [], at = 0;
    if (window.Intl && Intl.Segmenter) {
      var parts = new Intl.Segmenter(language, { granularity: "sentence" }).segment(text);
      for (var part of parts) found.push({ text: part.segment, from: part.index });
      return found;
    }
    (text.match(/[^.!?。！？…]+[.!?。！？…]*\s*/g) || []).forEach(function (piece) {
      found.push({ text: piece, from: at });
      at += piece.length;
    });
    return found;
  }

  function rangeOf(sentence) {
    var range = document.createRange(), at = 0, node;
    var walker = document.createTreeWalker(sentence.block, NodeFilter.SHOW_TEXT);
    while ((node = walker.nextNode())) {
      var next = at + node.data.length;
      if (sentence.from >= at && sentence.from < next) range.setStart(node, sentence.from - at);
      if (sentence.to > at && sentence.to <= next) { range.setEnd(node, sentence.to - at); break; }
      at = next;
    }
    return range;
  }

  function mark(sentence) {
    Array.prototype.forEach.call(document.querySelectorAll(".being-read"), function (each) {
      each.classList.remove("being-read");
    });
    if (window.CSS && CSS.highlights) CSS.highlights.delete("being-read");
    if (!sentence) return;
    if (window.CSS && CSS.highlights && window.Highlight) {
      CSS.highlights.set("being-read", new Highlight(rangeOf(sentence)));
    } else sentence.block.classList.add("being-read");
    var box = sentence.block.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) {
      var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      sentence.block.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }
  }

  function voice(language) {
    var wish = (REGIONS[language] || language).toLowerCase().replace("_", "-");
    var all = speechSynthesis.getVoices().filter(function (each) {
      var tag = each.lang.toLowerCase().replace("_", "-");
      return wish.indexOf("zh-") ? tag.split("-")[0] === wish.split("-")[0] :
        tag.split("-")[0] === "zh" && (wish === "zh-tw") === /tw|hant|hk/.test(tag);
    });
    function points(each) {
      return (each.localService ? 2 : 0) + (each.lang.toLowerCase().replace("_", "-") === wish ? 1 : 0);
    }
    return all.sort(function (a, b) { return points(b) - points(a); })[0] || null;
  }

  function Player(article, say) {
    var self = this;
    this.article = article;
    this.say = say;
    this.at = 0;
    this.speed = 1;
    this.turn = 0;
    this.on = false;
    this.box = make("div", { "class": "listen", role: "group", "aria-label": say("listen") });
    this.play = article.querySelector("button[data-listen]");
    this.play.addEventListener("click", function () { self.on ? self.pause() : self.go(); });
    this.panel = make("div");
    this.box.hidden = true;
    this.place = make("input", { type: "range", min: "1", value: "1", "aria-label": say("position") });
    this.place.addEventListener("input", function () { self.seek(self.place.value - 1); });
    this.rate = make("select", { "aria-label": say("speed") });
    SPEEDS.forEach(function (speed) {
      self.rate.appendChild(make("option", { value: speed }, speed + "×"));
    });
    this.rate.value = "1";
    this.rate.addEventListener("change", function () {
      self.speed = +self.rate.value;
      if (self.sound) self.sound.playbackRate = self.speed;
      else if (self.on) self.seek(self.at);
    });
    this.status = make("p", { role: "status", "class": "s" });
    this.box.appendChild(this.panel);
    this.panel.appendChild(this.rate);
    this.box.appendChild(this.status);
    this.record();
    if (!this.sound) this.panel.insertBefore(this.place, this.rate);
    this.label();
  }

  Player.prototype = {
    // A link to a recording becomes a player; without a script it stays a link.
    record: function () {
      var link = this.article.querySelector("[data-recording]"), self = this;
      if (!link) return;
      this.sound = make("audio", { controls: "", preload: "none", src: link.href });
      this.panel.insertBefore(this.sound, this.rate);
      link.hidden = true;
      this.play.hidden = false;
      this.sound.addEventListener("play", function () { self.on = true; silence(self); self.label(); });
      this.sound.addEventListener("pause", function () { self.on = false; self.label(); });
      this.sound.addEventListener("error", function () {
        self.status.textContent = self.say("no_recording");
        self.sound.remove();
        self.sound = null;
        self.panel.insertBefore(self.place, self.rate);
        self.on = false;
        self.label();
      });
    },

    label: function () {
      this.play.textContent = this.say(this.on ? "pause" : this.at || (this.sound && this.sound.currentTime) ? "go_on" : "listen");
      this.play.setAttribute("aria-pressed", this.on);
    },

    go: function () {
      silence(this);
      this.box.hidden = false;
      this.status.textContent = "";
      if (this.sound) { this.sound.playbackRate = this.speed; this.sound.play().catch(function () {}); return; }
      this.queue = sentences(this.article);
      this.place.max = this.queue.length;
      if (this.at >= this.queue.length) this.at = 0;
      this.on = true;
      this.label();
      this.speak();
    },

    pause: function () {
      this.on = false;
      this.turn++;
      if (this.sound) this.sound.pause();
      else if (window.speechSynthesis) speechSynthesis.cancel();
      mark(null);
      this.label();
    },

    seek: function (index) {
      this.at = index;
      if (!this.on) return;
      this.turn++;
      speechSynthesis.cancel();
      this.speak();
    },

    // Pausing a phone's voice loses its place on many phones: each sentence is one order.
    speak: function () {
      var self = this, sentence = this.queue[this.at], turn = ++this.turn;
      if (!sentence) { this.at = 0; this.pause(); this.place.value = 1; return; }
      var found = voice(sentence.language), listed = speechSynthesis.getVoices().length;
      if (listed && !found) return this.fail("no_voice");
      if (found && !found.localService && navigator.onLine === false) return this.fail("voice_online");
      var order = new SpeechSynthesisUtterance(sentence.text);
      order.lang = REGIONS[sentence.language] || sentence.language;
      if (found) order.voice = found;
      order.rate = this.speed;
      order.onend = function () { if (turn === self.turn) { self.at++; self.speak(); } };
      order.onerror = function (event) {
        if (turn === self.turn && !/interrupted|canceled/.test(event.error)) {
          self.fail(event.error === "network" ? "voice_online" : "no_voice");
        }
      };
      this.place.value = this.at + 1;
      this.place.setAttribute("aria-valuetext", this.at + 1 + " / " + this.queue.length);
      mark(sentence);
      speechSynthesis.speak(order);
      this.order = order; /* some browsers drop an order that nothing holds */
    },

    fail: function (reason) {
      this.pause();
      this.status.textContent = this.say(reason);
    }
  };

  function silence(except) {
    if (playing && playing !== except && playing.on) playing.pause();
    playing = except;
  }

  function begin() {
    var article = visible(), language = document.documentElement.lang;
    if (playing && playing.on && playing.article !== article) playing.pause();
    if (!article || players[language] || !article.querySelector("button[data-listen]")) return;
    if (!window.speechSynthesis && !article.querySelector("[data-recording]")) return;
    players[language] = "asked";
    heritage.words(language).then(function (words) {
      var player = new Player(article, function (key, values) { return words("listen." + key, values); });
      players[language] = player;
      var row = player.play.closest(".act");
      row.parentNode.insertBefore(player.box, row.nextSibling);
      if (heritage.playAtOnce) player.go();
      heritage.playAtOnce = false;
    }).catch(function () { delete players[language]; });
  }

  if (window.speechSynthesis) speechSynthesis.getVoices();
  addEventListener("pagehide", function () { if (playing && playing.on) playing.pause(); });
  begin();
  new MutationObserver(begin).observe(document.documentElement, { attributeFilter: ["lang"] });
})();

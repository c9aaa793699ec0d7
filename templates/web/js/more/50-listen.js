// The player comes with the first tap; a link to a recording plays without it.
(function () {
  "use strict";
  function first(event) {
    var button = event.target.closest && event.target.closest("button[data-listen], a[data-recording]");
    if (!button) return;
    event.preventDefault();
    removeEventListener("click", first);
    heritage.playAtOnce = true;
    // Some phones speak only what a tap began: an empty order opens their mouth.
    if (window.speechSynthesis) speechSynthesis.speak(new SpeechSynthesisUtterance(""));
    document.body.appendChild(heritage.make("script", { src: heritage.own.replace(/\.js$/, ".listen.js") }));
  }
  addEventListener("click", first);
})();

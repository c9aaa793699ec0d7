(function () {
  var d = document, more = d.body.getAttribute("data-more"), late = d.querySelectorAll("[data-pack],[data-listen]");
  if (!more || !/^http/.test(location.protocol)) return;
  function show(off) {
    Array.prototype.forEach.call(late, function (e) {
      if (off || e.hasAttribute("data-pack") || window.speechSynthesis && !e.parentNode.querySelector("[data-recording]")) e.hidden = off;
    });
  }
  show(false);
  addEventListener("load", function () {
    var s = d.createElement("script");
    s.src = more + ".js";
    s.onerror = function () { show(true); };
    d.body.appendChild(s);
  });
})();

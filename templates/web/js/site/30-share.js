// Hand the page on: the phone's own sheet, else the link is copied.
(function () {
  var button = document.querySelector("[data-share]"), link = document.querySelector("link[rel=canonical]");
  if (!button || !(navigator.share || navigator.clipboard)) return;
  var address = /^https?:$/.test(location.protocol) ? location.href.split("#")[0] : link.href;
  button.hidden = false;
  button.onclick = function () {
    var copy = function () {
      if (navigator.clipboard) navigator.clipboard.writeText(address).then(function () {
        var before = button.textContent;
        button.textContent = button.getAttribute("data-copied");
        setTimeout(function () { button.textContent = before; }, 3000);
      }).catch(function () {});
    };
    if (!navigator.share) return copy();
    navigator.share({ title: document.title, url: address }).catch(function (e) { if (e.name != "AbortError") copy(); });
  };
})();

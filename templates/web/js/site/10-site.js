(function () {
  var d = document, alphabet = "23456789BCDFGHJKLMNPQRSTVWXYZ", base = d.body.getAttribute("data-base");
  var all = function (s) { return Array.prototype.slice.call(d.querySelectorAll(s)); };
  function right(code) {
    var sum = 0, i;
    for (i = 0; i < code.length; i++) if (alphabet.indexOf(code[i]) < 0) return false;
    for (i = 0; i < code.length - 1; i++) sum += (i + 1) * alphabet.indexOf(code[i]);
    return alphabet[sum % 29] == code[code.length - 1];
  }
  all("form[data-code]").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      var code = form.elements.code.value.toUpperCase().replace(/[^0-9A-Z]/g, "");
      var said = form.querySelector("[role=status]");
      if (code.length < 5 || code.length > 6) said.textContent = form.getAttribute("data-length");
      else if (!right(code)) said.textContent = form.getAttribute("data-wrong");
      else location.href = form.getAttribute("data-root") + "Q/" + code + "/" +
        (location.protocol == "file:" ? "index.html" : "");
    });
  });
  if (base) {
    var path = location.pathname, found = /\/q\/([0-9a-z]{5,6})(\/index\.html|\/)?$/i.exec(path);
    if (found) {
      var code = found[1].toUpperCase(), wanted = base + "Q/" + code + "/";
      if (right(code) && path != wanted) location.replace(wanted);
    }
  }
  if (location.protocol == "file:") all("a[href]").forEach(function (a) {
    var h = a.getAttribute("href");
    if (!/^[a-z]+:/i.test(h)) a.setAttribute("href", h.replace(/\/(#|$)/, "/index.html$1"));
  });
})();

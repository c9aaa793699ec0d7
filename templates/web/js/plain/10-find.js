(function () {
  "use strict";
  var form = document.querySelector("form"), links = document.querySelectorAll("nav li a");
  function fold(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  }
  var rows = Array.prototype.map.call(links, function (link) {
    var article = document.querySelector(link.getAttribute("href").replace(/^#(.*)$/, '[id="$1"]'));
    var summary = article.querySelector(".summary");
    return {
      row: link.parentNode, link: link,
      text: fold(link.textContent + " " + link.getAttribute("data-find") + " " + (summary ? summary.textContent : ""))
    };
  });
  form.hidden = false;
  function find() {
    var wanted = fold(form.elements.find.value).split(/\s+/), first = null;
    rows.forEach(function (each) {
      var fits = wanted.every(function (word) { return each.text.indexOf(word) >= 0; });
      each.row.hidden = !fits;
      if (fits && !first) first = each.link;
    });
    return first;
  }
  form.addEventListener("input", find);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = find();
    if (first) { location.hash = first.getAttribute("href"); first.focus(); }
  });
})();

addEventListener("load", function () {
  var more = document.body.getAttribute("data-more"), s = document.createElement("script");
  if (!more || !/^http/.test(location.protocol)) return;
  s.src = more + ".js";
  document.body.appendChild(s);
});

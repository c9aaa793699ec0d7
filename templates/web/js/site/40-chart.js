// Come closer to the chart and move about on it; without this it shows where the places are.
[].forEach.call(document.querySelectorAll(".sea"), function (sea) {
  var chart = sea.querySelector(".chart"), zoom = sea.querySelector(".zoom"), from, moved;
  var view = chart.getAttribute("viewBox").split(" ").map(Number), first = view[2];
  var whole = chart.getAttribute("data-whole").split(" ").map(Number);
  function set() {
    view[2] = Math.min(Math.max(view[2], first / 8), whole[2]);
    view[3] = view[2] / 1.6;
    view[0] = Math.min(Math.max(view[0], -view[2] / 4), whole[2] - view[2] * 0.75);
    view[1] = Math.min(Math.max(view[1], -view[3] / 4), whole[3] - view[3] * 0.75);
    chart.setAttribute("viewBox", view.join(" "));
    chart.style.setProperty("--z", view[2] / first);
  }
  function closer(by) {
    var w = view[2], h = view[3];
    view[2] *= by; set();
    view[0] += (w - view[2]) / 2; view[1] += (h - view[3]) / 2; set();
  }
  if (!zoom) return;
  zoom.hidden = false;
  zoom.onclick = function (e) {
    var by = e.target.getAttribute("data-zoom");
    if (by) closer(+by);
  };
  chart.onpointerdown = function (e) { from = [e.clientX, e.clientY]; moved = 0; };
  chart.onpointermove = function (e) {
    if (!from || e.pointerType == "touch" && view[2] == first && !moved && Math.abs(e.clientY - from[1]) > Math.abs(e.clientX - from[0])) return;
    var k = view[2] / chart.getBoundingClientRect().width, x = e.clientX - from[0], y = e.clientY - from[1];
    if (!moved && Math.abs(x) + Math.abs(y) < 8) return;
    moved = 1;
    view[0] -= x * k; view[1] -= y * k;
    from = [e.clientX, e.clientY];
    set();
  };
  window.addEventListener("pointerup", function () { from = 0; });
  chart.addEventListener("pointercancel", function () { from = 0; });
  chart.addEventListener("click", function (e) { if (moved) e.preventDefault(); moved = 0; }, true);
  chart.ondragstart = function () { return false; };
});

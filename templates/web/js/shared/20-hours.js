// Open now or closed, judged in the site's time zone by the week's table of minutes
// (generator/web/hours.py). Says nothing where the phone doesn't know the zone.
function hoursNow(week, zone, now) {
  var p = {}, i, at, days = week.split(";"), day, clock = function (m) {
    return ("0" + Math.floor(m / 60)).slice(-2) + ":" + ("0" + m % 60).slice(-2);
  };
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", hour: "2-digit", minute: "2-digit", hour12: false })
      .formatToParts(now).forEach(function (e) { p[e.type] = e.value; });
  } catch (e) { return; }
  day = "MonTueWedThuFriSatSun".indexOf(p.weekday) / 3;
  at = p.hour % 24 * 60 + +p.minute;
  if (!(day >= 0 && at >= 0)) return;
  days = (days[day] || days.length < 2 && week || "").split(",");
  for (i = 0; days[i]; i++) {
    p = days[i].split("-");
    if (at < p[0]) return [1, clock(p[0])];
    if (at < p[1]) return [0, clock(p[1])];
  }
  return [2, ""];
}
[].forEach.call(document.querySelectorAll("[data-open]"), function (e) {
  var found = hoursNow(e.getAttribute("data-open"), document.body.getAttribute("data-zone"), new Date());
  if (found) e.firstChild.textContent = e.getAttribute("data-words").split("|")[found[0]].replace("{}", found[1]) + " ";
});

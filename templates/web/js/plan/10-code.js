// A QR symbol drawn on the phone (ISO/IEC 18004): bytes, level L, versions 1 to 20.
function qrModules(text) {
  var bytes = unescape(encodeURIComponent(text)).split("").map(function (c) { return c.charCodeAt(0); });
  var checks = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28];
  var blocks = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8];
  var exp = [], log = [], i, j, x = 1, v, room;
  for (i = 0; i < 255; i++) { exp[i] = x; log[x] = i; x <<= 1; if (x > 255) x ^= 285; }
  function times(a, b) { return a && b ? exp[(log[a] + log[b]) % 255] : 0; }
  function total(v) {
    var r = (16 * v + 128) * v + 64, n;
    if (v > 1) { n = Math.floor(v / 7) + 2; r -= (25 * n - 10) * n - 55; if (v > 6) r -= 36; }
    return r >> 3;
  }
  for (v = 1; v <= 20; v++) {
    room = total(v) - checks[v - 1] * blocks[v - 1];
    if (bytes.length + (v < 10 ? 2 : 3) <= room) break;
  }
  if (v > 20) return null;
  var bits = [], put = function (value, count) { while (count--) bits.push(value >> count & 1); };
  put(4, 4); put(bytes.length, v < 10 ? 8 : 16);
  bytes.forEach(function (b) { put(b, 8); });
  put(0, Math.min(4, room * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  var data = [];
  for (i = 0; i < bits.length; i += 8) data.push(parseInt(bits.slice(i, i + 8).join(""), 2));
  for (i = 0; data.length < room; i++) data.push(i % 2 ? 17 : 236);
  // Reed-Solomon, block by block.
  var degree = checks[v - 1], divisor = [], root = 1, count = blocks[v - 1];
  for (i = 0; i < degree; i++) divisor.push(0);
  divisor[degree - 1] = 1;
  for (i = 0; i < degree; i++) {
    for (j = 0; j < degree; j++) divisor[j] = times(divisor[j], root) ^ (divisor[j + 1] || 0);
    root = times(root, 2);
  }
  var parts = [], at = 0, short = Math.floor(room / count);
  for (i = 0; i < count; i++) {
    var own = data.slice(at, at += short + (i >= count - room % count ? 1 : 0)), rest = divisor.map(function () { return 0; });
    own.forEach(function (b) {
      var f = b ^ rest.shift();
      rest.push(0);
      divisor.forEach(function (c, k) { rest[k] ^= times(c, f); });
    });
    parts.push([own, rest]);
  }
  var words = [];
  for (i = 0; i <= short; i++) parts.forEach(function (p) { if (i < p[0].length) words.push(p[0][i]); });
  for (i = 0; i < degree; i++) parts.forEach(function (p) { words.push(p[1][i]); });
  // The symbol: patterns first, then the words along the columns.
  var side = v * 4 + 17, dark = [], fixed = [];
  for (i = 0; i < side; i++) { dark.push([]); fixed.push([]); }
  function set(y, x, value) { if (y >= 0 && x >= 0 && y < side && x < side) { dark[y][x] = !!value; fixed[y][x] = 1; } }
  function square(y, x, reach, light) {
    for (var b = -reach; b <= reach; b++) for (var a = -reach; a <= reach; a++) {
      var ring = Math.max(Math.abs(a), Math.abs(b));
      set(y + b, x + a, light.indexOf(ring) < 0);
    }
  }
  for (i = 0; i < side; i++) { set(6, i, i % 2 == 0); set(i, 6, i % 2 == 0); }
  square(3, 3, 4, [2, 4]); square(3, side - 4, 4, [2, 4]); square(side - 4, 3, 4, [2, 4]);
  var spots = [];
  if (v > 1) {
    var n = Math.floor(v / 7) + 2, step = Math.ceil((v * 4 + 4) / (n * 2 - 2)) * 2;
    for (i = 0; i < n - 1; i++) spots.unshift(side - 7 - i * step);
    spots.unshift(6);
  }
  spots.forEach(function (y, a) {
    spots.forEach(function (x, b) {
      if (!(!a && !b || !a && b == spots.length - 1 || a == spots.length - 1 && !b)) square(y, x, 2, [1]);
    });
  });
  function bch(value, generator, shift) {
    for (var r = value << shift, k = 31 - Math.clz32(generator); r && 31 - Math.clz32(r) >= k;) r ^= generator << 31 - Math.clz32(r) - k;
    return value << shift | r;
  }
  if (v > 6) {
    var name = bch(v, 7973, 12);
    for (i = 0; i < 18; i++) {
      set(Math.floor(i / 3), side - 11 + i % 3, name >> i & 1);
      set(side - 11 + i % 3, Math.floor(i / 3), name >> i & 1);
    }
  }
  function format(mask) {
    var f = bch(8 | mask, 1335, 10) ^ 21522, bit = function (k) { return f >> k & 1; };
    for (i = 0; i < 6; i++) set(i, 8, bit(i));
    set(7, 8, bit(6)); set(8, 8, bit(7)); set(8, 7, bit(8));
    for (i = 9; i < 15; i++) set(8, 14 - i, bit(i));
    for (i = 0; i < 8; i++) set(8, side - 1 - i, bit(i));
    for (i = 8; i < 15; i++) set(side - 15 + i, 8, bit(i));
    set(side - 8, 8, 1);
  }
  format(0);
  var k = 0;
  for (var right = side - 1; right >= 1; right -= 2) {
    if (right == 6) right = 5;
    for (var vert = 0; vert < side; vert++) for (j = 0; j < 2; j++) {
      var cx = right - j, cy = (right + 1 & 2) == 0 ? side - 1 - vert : vert;
      if (!fixed[cy][cx]) { dark[cy][cx] = k < words.length * 8 && !!(words[k >> 3] >> 7 - (k & 7) & 1); k++; }
    }
  }
  var masks = [
    function (y, x) { return (x + y) % 2; }, function (y) { return y % 2; }, function (y, x) { return x % 3; },
    function (y, x) { return (x + y) % 3; }, function (y, x) { return (Math.floor(x / 3) + Math.floor(y / 2)) % 2; },
    function (y, x) { return x * y % 2 + x * y % 3; }, function (y, x) { return (x * y % 2 + x * y % 3) % 2; },
    function (y, x) { return ((x + y) % 2 + x * y % 3) % 2; }
  ];
  function turn(mask) {
    for (var y = 0; y < side; y++) for (var x = 0; x < side; x++) if (!fixed[y][x] && !masks[mask](y, x)) dark[y][x] = !dark[y][x];
  }
  function penalty() {
    var sum = 0, count = 0, y, x, run;
    [0, 1].forEach(function (across) {
      for (y = 0; y < side; y++) for (x = run = 0; x < side; x++) {
        var same = x && (across ? dark[y][x] == dark[y][x - 1] : dark[x][y] == dark[x - 1][y]);
        run = same ? run + 1 : 1;
        sum += run == 5 ? 3 : run > 5 ? 1 : 0;
      }
    });
    for (y = 0; y < side; y++) for (x = 0; x < side; x++) {
      count += dark[y][x];
      if (y && x && dark[y][x] == dark[y - 1][x] && dark[y][x] == dark[y][x - 1] && dark[y][x] == dark[y - 1][x - 1]) sum += 3;
    }
    return sum + Math.floor(Math.abs(count / side / side - 0.5) * 20) * 10;
  }
  var best = 0, least = Infinity;
  for (i = 0; i < 8; i++) {
    var mask = i;
    turn(mask); format(mask);
    i = mask;
    var p = penalty();
    if (p < least) { least = p; best = mask; }
    turn(mask);
  }
  turn(best); format(best);
  return dark;
}

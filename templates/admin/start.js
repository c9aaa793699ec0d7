// The desk: forms made from the catalogue's own lists; files change as by hand.
(function () {
  "use strict";
  var API = "api/v1", PREVIEW = "api/preview", FILE_DOT = "\u2024"; // a full stop that no key path splits
  var note = document.getElementById("desk-note");

  var WORDS = {
    en: {
      name: "Name", summary: "Summary", summary_hint: "At most 60 words. It stands alone: on the plaque, in lists, read aloud.",
      status: "Status", alt: "What the pictures show, for those who cannot see them", body: "Text (Markdown)",
      body_hint: "Above <!-- more -->: what a visitor reads on the spot, at most 300 words. Below: the longer story. A warning begins with > [!WARNING]",
      kind: "Kind", area: "Area", routes: "Routes", hazards: "Warnings", signal: "Mobile signal",
      pictures: "New pictures", picture: "picture", file: "File", credit: "Credit", licence: "Licence",
      whole: "The whole file", whole_hint: "As it is written. What the form above changes is changed in here.",
      facts: "Facts and pictures", lists: "Lists", preview: "Preview",
      alone: "This desk is not connected to a repository yet. On your own computer run “heritage serve” and open admin/ there; for a desk on the web see the handbook, “A desk in the browser”.",
      broken: "The desk can't start: "
    },
    vi: {
      name: "Tên", summary: "Tóm tắt", summary_hint: "Nhiều nhất 60 từ. Tự đứng được: trên biển, trong danh sách, đọc thành tiếng.",
      status: "Tình trạng", alt: "Ảnh cho thấy gì, dành cho người không nhìn được", body: "Bài viết (Markdown)",
      body_hint: "Phía trên <!-- more -->: phần khách đọc tại chỗ, nhiều nhất 300 từ. Phía dưới: câu chuyện dài. Lời cảnh báo bắt đầu bằng > [!WARNING]",
      kind: "Loại", area: "Vùng", routes: "Tuyến", hazards: "Cảnh báo", signal: "Sóng di động",
      pictures: "Ảnh mới", picture: "ảnh", file: "Tệp", credit: "Người chụp", licence: "Giấy phép",
      whole: "Toàn bộ tệp", whole_hint: "Nguyên như đã viết. Điều thay trong biểu mẫu trên được thay vào đây.",
      facts: "Dữ kiện và ảnh", lists: "Danh sách", preview: "Xem trước",
      alone: "Bàn viết này chưa nối với kho nào. Trên máy của bạn, chạy “heritage serve” rồi mở admin/ ở đó; muốn có bàn viết trên web, xem cẩm nang, mục “Bàn viết trong trình duyệt”.",
      broken: "Bàn viết không mở được: "
    }
  };
  var here = /^vi/i.test(navigator.language || "") ? "vi" : "en", w = WORDS[here];

  function say(text) { note.textContent = text; note.hidden = false; }
  function get(path) {
    return fetch(path, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(path + ": " + answer.status);
      return answer.json();
    });
  }
  function post(path, value) {
    return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) });
  }

  // Values travel through the editor with the file as it was, so that it can be changed and not rewritten.
  function withRaw(values, raw) { values.raw = raw; return values; }
  function altOut(alt) {
    var found = {};
    Object.keys(alt || {}).forEach(function (file) { found[file.split(".").join(FILE_DOT)] = alt[file]; });
    return found;
  }
  function altIn(alt) {
    var found = {};
    Object.keys(alt || {}).forEach(function (file) { found[file.split(FILE_DOT).join(".")] = alt[file] || ""; });
    return found;
  }
  var text = {
    fromFile: function (raw) { var v = patch.fromText(raw); v.alt = altOut(v.alt); return withRaw(v, raw); },
    toFile: function (v) {
      var wanted = { name: v.name, summary: v.summary, status: v.status, body: v.body === undefined ? undefined : v.body || "" };
      if (v.alt) wanted.alt = altIn(v.alt);
      var made = patch.toText(v.raw || "---\nname:\nsummary:\nstatus: draft\n---\n", wanted);
      return made;
    }
  };
  var facts = {
    fromFile: function (raw) { return withRaw(patch.fromFacts(raw), raw); },
    toFile: function (v) { return patch.toFacts(v.raw || v.body || "", v); }
  };
  var plain = {
    fromFile: function (raw) { return withRaw({ body: raw.replace(/\r\n/g, "\n") }, raw); },
    toFile: function (v) {
      var raw = v.raw || "";
      return v.body === raw.replace(/\r\n/g, "\n") ? raw : /\r\n/.test(raw) ? v.body.replace(/\n/g, "\r\n") : v.body;
    }
  };

  var hidden = { name: "raw", label: "raw", widget: "hidden", required: false };
  function area(name, label, hint) { return { name: name, label: label, widget: "text", required: false, hint: hint }; }
  function options(words) { return Object.keys(words).map(function (k) { return { value: k, label: words[k] + " (" + k + ")" }; }); }

  function textFields(site, d) {
    var fields = [
      { name: "name", label: w.name, widget: "string" },
      { name: "summary", label: w.summary, widget: "text", hint: w.summary_hint },
      { name: "status", label: w.status, widget: "select", options: ["draft", "reviewed"], default: "draft" }
    ];
    if (site.images.length) fields.push({
      name: "alt", label: w.alt, widget: "object", collapsed: false, required: false,
      fields: site.images.map(function (file) {
        return { name: file.split(".").join(FILE_DOT), label: file, widget: "text", required: false };
      })
    });
    fields.push(area("body", w.body, w.body_hint), hidden);
    return fields;
  }

  function factFields(d) {
    return [
      { name: "kind", label: w.kind, widget: "select", options: options(d.kinds) },
      { name: "area", label: w.area, widget: "select", options: options(d.areas), required: false },
      { name: "routes", label: w.routes, widget: "select", multiple: true, options: options(d.routes), required: false },
      { name: "hazards", label: w.hazards, widget: "select", multiple: true, options: options(d.hazards), required: false },
      { name: "signal", label: w.signal, widget: "select", options: options(d.signals), required: false },
      { name: "pictures", label: w.pictures, label_singular: w.picture, widget: "list", required: false, default: [], fields: [
        { name: "file", label: w.file, widget: "image", choose_url: false, media_library: { config: { multiple: false } } },
        { name: "credit", label: w.credit, widget: "string" },
        { name: "licence", label: w.licence, widget: "string", default: "CC-BY-4.0" }
      ] },
      area("body", w.whole, w.whole_hint), hidden
    ];
  }

  function collections(d, sites) {
    var made = d.languages.map(function (language) {
      return {
        name: "text-" + language.tag, label: language.name, format: "heritage-text", editor: { preview: true },
        files: sites.map(function (site) {
          return {
            name: site.slug, label: site.names[language.tag] || site.names[d.languages[0].tag] + " …",
            file: "sites/" + site.slug + "/" + language.tag + ".md",
            media_folder: "/sites/" + site.slug + "/images", public_folder: "", fields: textFields(site, d)
          };
        })
      };
    });
    made.push({
      name: "facts", label: w.facts, format: "heritage-facts", editor: { preview: true },
      files: sites.map(function (site) {
        return {
          name: site.slug, label: site.names[d.languages[0].tag] || site.slug, file: "sites/" + site.slug + "/site.yml",
          media_folder: "/sites/" + site.slug + "/images", public_folder: "", fields: factFields(d)
        };
      })
    });
    if (d.files.length) made.push({
      name: "lists", label: w.lists, format: "heritage-plain", editor: { preview: false },
      files: d.files.map(function (file) {
        return { name: file.replace(/\W/g, "-"), label: file, file: "sites/" + file, fields: [area("body", file), hidden] };
      })
    });
    return made;
  }

  // The page itself where heritage serve can make it; else the words in our type.
  function preview(local) {
    return createClass({
      getInitialState: function () { return { html: "" }; },
      componentDidMount: function () { this.ask(); },
      componentDidUpdate: function (before) { if (before.entry !== this.props.entry) this.ask(); },
      componentWillUnmount: function () { clearTimeout(this.timer); },
      ask: function () {
        if (!local) return;
        var self = this, entry = this.props.entry, data = entry.get("data").toJS();
        clearTimeout(this.timer);
        this.timer = setTimeout(function () {
          var format = /site\.yml$/.test(entry.get("path")) ? facts : text;
          post(PREVIEW, { path: entry.get("path"), raw: format.toFile(data) })
            .then(function (a) { return a.json(); })
            .then(function (found) { self.setState({ html: found.html, problems: found.problems }); }, function () {});
        }, 300);
      },
      render: function () {
        var data = this.props.entry.get("data").toJS();
        var problems = (this.state.problems || []).map(function (each, i) {
          return h("p", { key: i, className: "problem" }, each.message + " " + each.fix);
        });
        if (this.state.html) return h("div", {}, problems,
          h("iframe", { title: w.preview, srcDoc: this.state.html, sandbox: "", style: { width: "100%", height: "88vh", border: 0 } }));
        return h("article", {}, problems, h("h1", {}, data.name), h("p", {}, data.summary),
          h("pre", { style: { whiteSpace: "pre-wrap" } }, data.body));
      }
    });
  }

  function begin(d, sites, local) {
    var backend = local ? { name: "proxy", proxy_url: new URL(API, location.href).href, branch: "main" } : d.backend;
    if (!backend) {
      say(w.alone);
      return;
    }
    var made = collections(d, sites), shown = preview(local);
    CMS.registerCustomFormat("heritage-text", "md", text);
    CMS.registerCustomFormat("heritage-facts", "yml", facts);
    CMS.registerCustomFormat("heritage-plain", "yml", plain);
    made.forEach(function (each) { each.files.forEach(function (file) { CMS.registerPreviewTemplate(file.name, shown); }); });
    CMS.init({ config: {
      load_config_file: false, locale: here, backend: backend, publish_mode: "simple", media_folder: "sites", public_folder: "",
      site_url: new URL("..", location.href).href, logo_url: "", show_preview_links: false, collections: made,
      slug: { encoding: "unicode" }
    } });
  }

  Promise.all([get("desk.json"), post(API, { action: "info" }).then(function (a) { return a.ok; }, function () { return false; })])
    .then(function (found) {
      var d = found[0], wanted = new URLSearchParams(location.search).get("area");
      var keys = d.lists.filter(function (key) { return !wanted || key === wanted; });
      if (keys.length > 1 && d.sites > d.most) keys = keys.slice(0, 1);
      return Promise.all(keys.map(function (key) { return get("lists/" + key + ".json"); })).then(function (lists) {
        begin(d, [].concat.apply([], lists), found[1]);
      });
    }).catch(function (fault) { say(w.broken + fault.message); });
})();

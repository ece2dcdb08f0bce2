// What scripts add to pages that read without them: sort, filters, theme, keys. No data is kept but two choices.
(function () {
  "use strict";
  var root = document.body.getAttribute("data-root") || "";

  function byId(id) {
    return document.getElementById(id);
  }
  function all(selector, inside) {
    return Array.prototype.slice.call((inside || document).querySelectorAll(selector));
  }
  function keep(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch (error) {
      // Without storage the choice lasts as long as the page.
    }
  }
  function kept(name) {
    try {
      return localStorage.getItem(name);
    } catch (error) {
      return null;
    }
  }

  // --- theme: as the system, light, dark
  var themes = ["auto", "clair", "sombre"];
  var themeButton = byId("theme");
  function showTheme(theme) {
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.setAttribute("data-theme", theme);
    themeButton.querySelector("span").textContent = theme.charAt(0).toUpperCase() + theme.slice(1);
    themeButton.setAttribute("aria-label", "Thème : " + theme);
  }
  if (themeButton) {
    var theme = document.documentElement.getAttribute("data-theme") || "auto";
    showTheme(theme);
    themeButton.addEventListener("click", function () {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      showTheme(theme);
      keep("dossier-theme", theme);
    });
  }

  // --- print, menu, copy
  var printButton = byId("imprimer");
  if (printButton) printButton.addEventListener("click", function () { window.print(); });
  [["menu", "nav"], ["chercher", "recherche"]].forEach(function (pair) {
    var button = byId(pair[0]);
    var panel = byId(pair[1]);
    if (!button || !panel) return;
    button.addEventListener("click", function () {
      var open = panel.classList.toggle("open");
      button.setAttribute("aria-expanded", String(open));
      if (open && pair[0] === "chercher") byId("q").focus();
    });
  });
  all("[data-copy]").forEach(function (button) {
    button.addEventListener("click", function () {
      var text = button.getAttribute("data-copy");
      var area = document.createElement("textarea");
      area.value = text;
      document.body.appendChild(area);
      area.select();
      var done = document.execCommand("copy");
      area.remove();
      button.textContent = done ? "copié" : text;
    });
  });

  // --- the text of a document, as a word processor takes it: its structure, without the looks and the links of this page
  function bare(article) {
    var copy = article.cloneNode(true);
    all(".hear, svg, button", copy).forEach(function (part) { part.remove(); });
    all("a", copy).forEach(function (link) {
      if (!/^https:/.test(link.getAttribute("href") || "")) link.replaceWith.apply(link, Array.prototype.slice.call(link.childNodes));
    });
    all("table", copy).forEach(function (table) { table.setAttribute("border", "1"); table.setAttribute("cellpadding", "4"); });
    all("td.n, th.n", copy).forEach(function (cell) { cell.setAttribute("align", "right"); });
    all("*", copy).forEach(function (part) {
      ["class", "id", "tabindex", "aria-label", "role"].forEach(function (name) { part.removeAttribute(name); });
    });
    return "<article lang=\"fr\">" + copy.innerHTML + "</article>";
  }
  all("[data-copy-text]").forEach(function (button) {
    var article = byId(button.getAttribute("data-copy-text"));
    var words = button.querySelector("[role=status]");
    button.addEventListener("click", function () {
      var range = document.createRange();
      range.selectNodeContents(article);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      var given = function (event) {
        event.clipboardData.setData("text/html", bare(article));
        event.clipboardData.setData("text/plain", article.innerText);
        event.preventDefault();
      };
      document.addEventListener("copy", given);
      var done = false;
      try {
        done = document.execCommand("copy");
      } catch (error) {
        done = false;
      }
      document.removeEventListener("copy", given);
      if (done) selection.removeAllRanges();
      words.textContent = button.getAttribute(done ? "data-done" : "data-else");
    });
  });

  // --- the chronology narrowed to one kind of facts reaches its older rows too
  all(".kinds input").forEach(function (choice) {
    choice.addEventListener("change", function () {
      var older = document.querySelector(".facts ~ .more-rows");
      if (older && choice.value) older.open = true;
    });
  });

  // --- folded parts open for print, and where an address leads into one
  var unfolded = [];
  window.addEventListener("beforeprint", function () {
    unfolded = all("details:not([open])");
    unfolded.forEach(function (part) { part.open = true; });
  });
  window.addEventListener("afterprint", function () {
    unfolded.forEach(function (part) { part.open = false; });
  });
  function openTarget() {
    var name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch (error) {
      // What is no address names nothing here.
    }
    var target = name && byId(name);
    if (!target) return;
    for (var part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    var reasoned = target.closest("tbody.reasoned");
    var inside = reasoned && reasoned.querySelector("details");
    if (inside) inside.open = true;
    // A page that has no picture is its text.
    var text = target.matches(".leaf:not(:has(img))") && target.querySelector("details");
    if (text) text.open = true;
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();

  var field = byId("q");
  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // --- the list of cases: sort, filters, a hundred rows at a time; what is chosen stands in the address, to be linked
  var table = byId("cases");
  var turn = null;
  if (table) {
    var HUNDRED = 100;
    var rows = all("tbody tr", table);
    var heads = all("th[data-sort]", table.tHead);
    var controls = all("[data-filter]");
    var fitting = rows;
    var order = "";
    var shownPage = 0;
    var everything = rows.length === Number(table.getAttribute("data-all")) && !document.querySelector(".turns [rel]");
    var keyText = rows.map(function (row) {
      return window.dossierFold(row.cells[0].getAttribute("data-v") + " " + row.cells[1].textContent);
    });
    var told = byId("shown-count");
    var allTold = told.textContent;
    var sum = byId("sum");
    var sumText = sum.textContent;
    var pager = byId("pages");

    var grouped = function (digits) { return digits.replace(/\B(?=(\d{3})+$)/g, "\u202f"); };
    var inEuros = function (cents) {
      var text = String(Math.abs(cents)).padStart(3, "0");
      return (cents < 0 ? "\u2212" : "") + grouped(text.slice(0, -2)) + "," + text.slice(-2) + "\u00a0\u20ac";
    };
    var lay = function () {
      var pages = Math.max(1, Math.ceil(fitting.length / HUNDRED));
      shownPage = Math.max(0, Math.min(pages - 1, shownPage));
      rows.forEach(function (row) { row.hidden = true; });
      var first = pages > 1 ? shownPage * HUNDRED : 0;
      var last = pages > 1 ? Math.min(fitting.length, first + HUNDRED) : fitting.length;
      fitting.slice(first, last).forEach(function (row) { row.hidden = false; });
      table.classList.remove("long");
      pager.hidden = pages < 2;
      pager.querySelector("span").textContent = grouped(String(first + 1)) + " à " + grouped(String(last)) + " sur " + grouped(String(fitting.length));
      all("button", pager).forEach(function (button) {
        var next = shownPage + Number(button.getAttribute("data-by"));
        button.disabled = next < 0 || next >= pages;
      });
    };
    var choices = function () {
      var wanted = {};
      controls.forEach(function (control) {
        var value = control.type === "checkbox" ? (control.checked ? "oui" : "") : control.value.trim();
        if (value) wanted[control.getAttribute("data-filter")] = value;
      });
      return wanted;
    };
    var write = function (wanted) {
      var words = new URLSearchParams(wanted);
      if (order) words.set("tri", order);
      if (shownPage) words.set("page", String(shownPage + 1));
      var text = words.toString();
      var hash = text ? "#dossiers?" + text : "";
      if (hash === location.hash || (!hash && !/^#dossiers\?/.test(location.hash))) return;
      try {
        history.replaceState(null, "", hash || location.pathname.replace(/^.*\//, ""));
      } catch (error) {
        // Where a file may not change its address, the choice lasts as long as the page.
      }
    };
    var filter = function () {
      var wanted = choices();
      var least = Math.round(Number(String(wanted.min || "").replace(/[\s\u00a0\u202f\u20ac]/g, "").replace(",", ".")) * 100) || 0;
      var words = window.dossierFold(wanted.q || "").split(/\s+/).filter(Boolean);
      var cents = 0;
      fitting = rows.filter(function (row, index) {
        var fits =
          (!wanted.etape || row.getAttribute("data-stage") === wanted.etape) &&
          (!wanted.age || row.getAttribute("data-age") === wanted.age) &&
          (!least || Number(row.getAttribute("data-min")) >= least) &&
          (!wanted.signale || (row.getAttribute("data-over") || "").split("|").indexOf(wanted.signale) >= 0) &&
          (!wanted.anomalies || Number(row.getAttribute("data-findings")) > 0) &&
          words.every(function (word) { return keyText[index].indexOf(word) >= 0; });
        if (fits) cents += Number(row.getAttribute("data-min"));
        return fits;
      });
      var count = fitting.length;
      var narrowed = Object.keys(wanted).length > 0;
      told.textContent = narrowed
        ? grouped(String(count)) + (count > 1 ? " dossiers" : " dossier") + " sur " + grouped(String(rows.length)) : allTold;
      byId("none-shown").hidden = count > 0;
      byId("f-reset").hidden = !narrowed;
      byId("sum-name").textContent = narrowed ? "Total de ces dossiers" : everything ? "Total" : "Total de tous les dossiers";
      sum.textContent = narrowed ? inEuros(cents) : sumText;
      lay();
      return wanted;
    };
    var changed = function () {
      shownPage = 0;
      write(filter());
    };
    var sortBy = function (index, down) {
      var kind = heads[index].getAttribute("data-sort");
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      heads[index].setAttribute("aria-sort", down ? "descending" : "ascending");
      var keyed = rows.map(function (row, at) {
        var value = row.cells[index].getAttribute("data-v") || "";
        return { row: row, text: keyText[at], value: kind === "number" ? Number(value) : value };
      });
      var compare = new Intl.Collator("fr", { numeric: true }).compare;
      keyed.sort(function (a, b) {
        var by = kind === "number" ? a.value - b.value : compare(a.value, b.value);
        return down ? -by : by;
      });
      rows = keyed.map(function (item) { return item.row; });
      keyText = keyed.map(function (item) { return item.text; });
      var sorted = document.createDocumentFragment();
      rows.forEach(function (row) { sorted.appendChild(row); });
      table.tBodies[0].appendChild(sorted);
      order = (down ? "-" : "") + (index + 1);
    };
    heads.forEach(function (head, index) {
      var button = element("button", "", head.textContent);
      button.type = "button";
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        sortBy(index, head.getAttribute("aria-sort") === "ascending");
        changed();
      });
    });
    var read = function () {
      var found = /^#dossiers\?(.*)$/.exec(location.hash);
      if (!found) return false;
      var words = new URLSearchParams(found[1]);
      controls.forEach(function (control) {
        var value = words.get(control.getAttribute("data-filter")) || "";
        if (control.type === "checkbox") control.checked = value === "oui";
        else control.value = value;
      });
      var wanted = Number(words.get("tri"));
      if (wanted && heads[Math.abs(wanted) - 1]) sortBy(Math.abs(wanted) - 1, wanted < 0);
      shownPage = (parseInt(words.get("page"), 10) || 1) - 1;
      filter();
      byId("h-cases") ? byId("h-cases").scrollIntoView() : window.scrollTo(0, 0);
      return true;
    };
    controls.forEach(function (control) {
      control.addEventListener("input", changed);
      control.addEventListener("change", changed);
    });
    byId("filters").addEventListener("submit", function (event) { event.preventDefault(); });
    byId("f-reset").addEventListener("click", function () {
      controls.forEach(function (control) {
        if (control.type === "checkbox") control.checked = false;
        else control.value = "";
      });
      changed();
      byId("f-text").focus();
    });
    turn = function (by) {
      var before = shownPage;
      shownPage += by;
      lay();
      if (shownPage === before) return false;
      write(choices());
      return true;
    };
    all("button", pager).forEach(function (button) {
      button.addEventListener("click", function () {
        turn(Number(button.getAttribute("data-by")));
        table.scrollIntoView();
      });
    });
    // Paper has no pages of a hundred rows: all that fit are printed.
    window.addEventListener("beforeprint", function () { fitting.forEach(function (row) { row.hidden = false; }); });
    window.addEventListener("afterprint", lay);
    window.addEventListener("hashchange", read);
    // A browser may remember what was typed when one comes back to the page.
    window.addEventListener("pageshow", function () { if (!read()) filter(); });
    if (!read()) lay();
  }

  // --- the piece that is shown stands in sight in the list of pieces
  var shownPiece = document.querySelector(".viewer .list [aria-current]");
  if (shownPiece) {
    var pane = shownPiece.closest("ol");
    if (pane.scrollHeight > pane.clientHeight) pane.scrollTop = shownPiece.offsetTop - pane.offsetTop - pane.clientHeight / 3;
  }

  // --- filter of the list of pieces
  var inPieces = byId("in-pieces");
  if (inPieces) {
    var nature = "";
    var pieces = all(".viewer .list ol li");
    var sift = function () {
      var words = window.dossierFold(inPieces.value).split(/\s+/).filter(Boolean);
      pieces.forEach(function (piece) {
        var text = window.dossierFold(piece.textContent);
        var fits = (!nature || piece.getAttribute("data-nature") === nature) && words.every(function (w) { return text.indexOf(w) >= 0; });
        piece.hidden = !fits;
      });
    };
    inPieces.addEventListener("input", sift);
    all("#facets button").forEach(function (button) {
      button.addEventListener("click", function () {
        nature = button.getAttribute("data-nature");
        all("#facets button").forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
        sift();
      });
    });
  }

  // --- the tab of the part that is read
  var tabs = all(".tabs a");
  if (tabs.length && "IntersectionObserver" in window) {
    var seen = new Map();
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { seen.set(entry.target.id, entry.isIntersecting); });
      var visible = tabs.filter(function (tab) { return seen.get(tab.hash.slice(1)); })[0];
      var current = window.scrollY < 120 ? tabs[0] : visible;
      if (!current) return;
      tabs.forEach(function (tab) {
        if (tab === current) tab.setAttribute("aria-current", "true");
        else tab.removeAttribute("aria-current");
      });
    }, { rootMargin: "-64px 0px -55% 0px" });
    tabs.slice(1).forEach(function (tab) {
      var head = byId(tab.hash.slice(1));
      if (head) observer.observe(head);
    });
  }

  // --- keys: off while typing, and off altogether for who wants it
  var active = kept("dossier-touches") !== "non";
  var box = byId("keys-on");
  if (box) {
    box.checked = active;
    box.addEventListener("change", function () {
      active = box.checked;
      keep("dossier-touches", active ? "oui" : "non");
    });
  }
  var pending = "";
  function go(path) {
    location.href = root + path;
  }
  function caseHome() {
    var link = document.querySelector(".crumbs a[href*='index.html']:last-of-type");
    var links = all(".crumbs a").filter(function (a) { return /cases\//.test(a.href) && /\/index\.html$/.test(a.href) && !/pieces\//.test(a.href); });
    if (links.length) return links[0].href;
    return link && /cases\/[^/]+\/index\.html/.test(location.pathname) ? location.href : "";
  }
  // Where a row is entered: at its reasons if it has any, else at its first link, but not the one to itself.
  function entry(row) {
    return row.querySelector(".why-link a, .why-link summary") || row.querySelector("a:not(.to), summary");
  }
  function step(by) {
    var leaf = document.querySelector(by > 0 ? "a[rel=next]:not(.turns a)" : "a[rel=prev]:not(.turns a)");
    if (leaf) return leaf.click();
    var rows = all("main .rows tbody tr, main .facts li, main .findings li, main .found li").filter(function (row) {
      return !row.hidden && row.offsetParent && entry(row);
    });
    var at = rows.findIndex(function (row) { return row.contains(document.activeElement); });
    // Past the end of what is shown of a long list comes its next page.
    var ends = at >= 0 && (by > 0 ? at === rows.length - 1 : at === 0) && table && table.contains(rows[at]);
    if (ends && turn && turn(by)) {
      var fresh = all("tbody tr", table).filter(function (row) { return !row.hidden; });
      return fresh[by > 0 ? 0 : fresh.length - 1].querySelector("a").focus();
    }
    var next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) entry(next).focus();
  }
  document.addEventListener("keydown", function (event) {
    if (!active || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    var key = event.key;
    if (pending === "g") {
      pending = "";
      var sealed = document.body.hasAttribute("data-sealed");
      var places = sealed ? { p: "index.html", d: "decompte.html" } : { p: "index.html", e: "echeances.html", a: "anomalies.html" };
      if (places[key]) go(places[key]);
      else if (key === "d" && caseHome()) location.href = caseHome().replace(/index\.html.*$/, "decompte.html");
      return;
    }
    if (key === "g") pending = "g";
    else if (key === "/") {
      event.preventDefault();
      byId("recherche").classList.add("open");
      field.focus();
    } else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "?") go("aide.html#touches");
  });
})();

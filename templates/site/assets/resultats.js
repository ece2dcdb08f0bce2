// What shows the results of a search: the list below the box (a combobox with a list of options), and the page of results.
(function () {
  "use strict";
  var root = document.body.getAttribute("data-root") || "";
  var PAGE = "recherche.html";
  var SHORT = 8;
  var MORE = 20;
  // Words and signs of the kinds of entries; the signs are drawn as those of the pages.
  var KINDS = {
    d: ["Dossier", ["M1.500 3.500h5l1.500 2h6.500v8h-13z"]],
    p: ["Partie", ["M8 2a3 3 0 1 1 0 6a3 3 0 1 1 0-6z", "M2 14.500c.5-4 3-5.500 6-5.500s5.500 1.500 6 5.500"]],
    f: ["Facture", ["M12.500 3.500a5 5 0 1 0 0 9M1.500 6.800h8M1.500 9.300h7"]],
    i: ["Pièce", ["M12.500 7 7.500 12a3 3 0 0 1-4.200-4.200l5.700-5.700a2 2 0 0 1 2.800 2.800l-5.500 5.500a1 1 0 0 1-1.400-1.400L9.500 4.500"]],
    o: ["Document", ["M3.500 1.500h6l3 3v10h-9z", "M9.500 1.500v3h3M5.500 8h5M5.500 11h5"]],
    e: ["Écriture", ["M2 4h12M2 8h12M2 12h7"]],
    l: ["Échéance", ["M2 3.500h12v10.500h-12zM2 7h12M5 1.500v3M11 1.500v3"]],
    n: ["Note", ["M2.500 2.500h11v11h-11zM5 6h6M5 9h4"]],
    r: ["Règle", ["M8 1.500v13M3 14.500h10M2 4.500h12M4 4.500 2 9.500h4zM12 4.500l-2 5h4z"]],
  };

  function byId(id) {
    return document.getElementById(id);
  }
  function made(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }
  function plural(count, one, many) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f") + "\u00a0" + (count > 1 ? many : one);
  }
  function sign(kind) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    KINDS[kind][1].forEach(function (shape) {
      var path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", shape);
      svg.appendChild(path);
    });
    return svg;
  }
  function address(path) {
    return root + path.split("#").map(function (part) { return encodeURI(part).replace(/\?/g, "%3F"); }).join("#");
  }
  function pageOf(query) {
    return root + PAGE + "#q=" + encodeURIComponent(query);
  }

  // --- the words that were met, marked
  function spans(text, terms) {
    var found = [];
    window.dossierScan(text, function (term, start, end) {
      if (terms.has(term)) found.push([start, end]);
    });
    found.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
    return found.reduce(function (kept, span) {
      var last = kept[kept.length - 1];
      if (last && span[0] < last[1]) last[1] = Math.max(last[1], span[1]);
      else kept.push(span.slice());
      return kept;
    }, []);
  }
  function marked(into, text, found, start, end) {
    var at = start;
    found.forEach(function (span) {
      if (span[1] <= start || span[0] >= end) return;
      into.appendChild(document.createTextNode(text.slice(at, span[0])));
      into.appendChild(made("mark", "", text.slice(span[0], Math.min(span[1], end))));
      at = span[1];
    });
    if (at < end) into.appendChild(document.createTextNode(text.slice(at, end)));
    return into;
  }
  // The stretch of a text that holds most of what was met.
  function excerpt(into, text, terms, length) {
    var found = spans(text, terms);
    var best = 0;
    var most = 0;
    found.forEach(function (span, index) {
      var met = new Set();
      for (var k = index; k < found.length && found[k][1] < span[0] + length - 40; k += 1) met.add(text.slice(found[k][0], found[k][1]).toLowerCase());
      if (met.size > most) {
        most = met.size;
        best = span[0];
      }
    });
    var start = Math.max(0, best - 40);
    if (start) start = text.slice(0, best).lastIndexOf(" ", start + 12) + 1 || start;
    var end = Math.min(text.length, start + length);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + length / 2);
    if (start) into.appendChild(document.createTextNode("…\u00a0"));
    marked(into, text, found, start, end);
    if (end < text.length) into.appendChild(document.createTextNode("\u00a0…"));
    return into;
  }

  function french(day) {
    return day.split("-").reverse().join("/");
  }

  // One result: title, kind in a sign and a word, day, and where the words stand.
  function fill(link, row, terms, length) {
    link.href = address(row.path);
    var top = made("span", "r-top");
    var title = made("strong");
    marked(title, row.title, spans(row.title, terms), 0, row.title.length);
    var kind = made("span", "r-kind");
    kind.appendChild(sign(row.kind));
    kind.appendChild(document.createTextNode(KINDS[row.kind][0]));
    top.appendChild(title);
    top.appendChild(kind);
    link.appendChild(top);
    var more = made("span", "r-more");
    if (row.day) more.appendChild(made("span", "r-day", french(row.day)));
    if (row.text) excerpt(more.appendChild(made("span")), row.text, terms, length);
    if (row.others) more.appendChild(made("span", "r-others", "et " + plural(row.others, "autre page", "autres pages")));
    if (more.childNodes.length) link.appendChild(more);
    return link;
  }

  // Rows by case, cases in the order of their best row.
  function groups(rows) {
    var found = new Map();
    rows.forEach(function (row) {
      if (!found.has(row.case)) found.set(row.case, []);
      found.get(row.case).push(row);
    });
    return Array.from(found.values());
  }

  function advice(query) {
    var box = made("div", "r-none");
    box.appendChild(made("p", "", "Rien ne répond à « " + query + " »."));
    box.appendChild(made("p", "", "Essayez moins de mots, le début d’un mot, un numéro de facture, un montant (4650,00) ou une date (12/11/2026)."));
    return box;
  }
  function countWords(answer, shown) {
    var words = plural(answer.total, "résultat", "résultats");
    if (answer.any) words = "Aucun résultat n’a tous les mots. " + words + " pour une partie d’entre eux";
    return words + (shown < answer.total ? ", " + plural(shown, "affiché", "affichés") : "");
  }

  // --- the box: a combobox; the focus stays in the field
  var field = byId("q");
  var panel = byId("resultats");
  var list = byId("resultats-liste");
  var status = byId("resultats-dit");
  var chosen = -1;
  var speaking = 0;

  function say(text) {
    clearTimeout(speaking);
    speaking = setTimeout(function () { status.textContent = text; }, 350);
  }
  function options() {
    return Array.prototype.slice.call(list.querySelectorAll("[role=option]"));
  }
  function choose(place) {
    var all = options();
    chosen = all.length ? (place + all.length + 1) % (all.length + 1) : -1;
    if (chosen === all.length) chosen = -1;
    all.forEach(function (option, index) { option.setAttribute("aria-selected", String(index === chosen)); });
    if (chosen < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    }
  }
  function close() {
    panel.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    chosen = -1;
  }
  function option(link) {
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.id = "r-" + (options().length + 1);
    return link;
  }
  function show(query, answer) {
    var note = byId("resultats-note");
    list.textContent = "";
    note.textContent = "";
    note.hidden = Boolean(answer.rows.length) && !answer.any;
    list.hidden = !answer.rows.length;
    if (!answer.rows.length) note.appendChild(advice(query));
    else if (answer.any) note.appendChild(made("p", "", "Aucun résultat n’a tous les mots ; voici ceux qui en ont une partie."));
    groups(answer.rows).forEach(function (rows, index) {
      var group = made("div", "r-group");
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", "r-g" + index);
      var head = group.appendChild(made("div", "r-case", rows[0].group));
      head.id = "r-g" + index;
      head.setAttribute("role", "presentation");
      list.appendChild(group);
      rows.forEach(function (row) { group.appendChild(option(fill(made("a", "r-row"), row, answer.terms, 130))); });
    });
    if (answer.rows.length) {
      var all = option(made("a", "r-all", answer.total > answer.rows.length ? "Plus de résultats : " + plural(answer.total, "en tout", "en tout") : "Ouvrir sur une page"));
      all.href = pageOf(query);
      list.appendChild(all);
    }
    panel.hidden = false;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
    if (!answer.partial) say(answer.total ? countWords(answer, answer.rows.length) : "Aucun résultat");
  }
  function ask() {
    var query = field.value.trim();
    if (query.length < 2) return close();
    window.dossierSearch(query, SHORT, function (answer) {
      if (field.value.trim() === query && document.activeElement === field) show(query, answer);
    });
  }

  if (field && panel && window.dossierSearch) {
    field.addEventListener("input", ask);
    field.addEventListener("focus", function () {
      window.dossierReady();
      if (panel.hidden) ask();
    });
    // A press on a result leaves the focus in the field, so that the list is still there when the press ends.
    panel.addEventListener("mousedown", function (event) { event.preventDefault(); });
    panel.addEventListener("click", function (event) {
      if (event.target.closest("a")) close();
    });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", function (event) {
      var open = !panel.hidden;
      if (event.isComposing) return;
      if (event.key === "Escape") {
        // First the list, then the field is left, so that keys act again; the words stay.
        event.preventDefault();
        if (open) close();
        else field.blur();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) ask();
        else choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter") {
        event.preventDefault();
        var link = open && chosen >= 0 && options()[chosen];
        var query = field.value.trim();
        if (link) link.click();
        else if (query.length > 1) {
          close();
          location.href = pageOf(query);
        }
      }
    });
  }

  // --- the page of results: `recherche.html#q=…`
  var own = byId("q-page");
  var rowsPlace = byId("trouves");
  var count = byId("trouves-dit");
  var button = byId("trouves-plus");
  var limit = MORE;

  function asked() {
    var found = /^#q=(.*)$/.exec(location.hash);
    try {
      return found ? decodeURIComponent(found[1].replace(/\+/g, " ")).trim() : "";
    } catch (error) {
      return "";
    }
  }
  function listed(query, answer, from) {
    rowsPlace.textContent = "";
    groups(answer.rows).forEach(function (rows) {
      var part = rowsPlace.appendChild(made("section", "found"));
      var head = part.appendChild(made("h2"));
      if (rows[0].case) head.appendChild(made("a", "", rows[0].group)).href = address(rows[0].home);
      else head.textContent = rows[0].group;
      var items = part.appendChild(made("ol"));
      rows.forEach(function (row) {
        var link = items.appendChild(made("li")).appendChild(made("a", "r-row"));
        fill(link, row, answer.terms, 280).setAttribute("data-rank", answer.rows.indexOf(row));
      });
    });
    if (query && !answer.total && !answer.partial) rowsPlace.appendChild(advice(query));
    count.textContent = !query ? "" : answer.partial ? "Recherche en cours…" : answer.total ? countWords(answer, answer.rows.length) : "Aucun résultat";
    button.hidden = answer.partial || answer.rows.length >= answer.total;
    document.title = (query ? "« " + query + " »" : "Recherche") + " · dossier";
    var next = from && rowsPlace.querySelector("[data-rank='" + from + "']");
    if (next) next.focus();
  }
  function search(from) {
    var query = own.value.trim();
    if (query.length < 2) return listed("", { rows: [], total: 0, terms: new Set() }, 0);
    window.dossierSearch(query, limit, function (answer) {
      if (own.value.trim() === query) listed(query, answer, from);
    });
  }
  if (own && window.dossierSearch) {
    own.addEventListener("input", function () {
      limit = MORE;
      try {
        history.replaceState(null, "", "#q=" + encodeURIComponent(own.value.trim()));
      } catch (error) {
        // The address then keeps the words that it came with.
      }
      search(0);
    });
    button.addEventListener("click", function () {
      var from = limit;
      limit += MORE;
      search(from);
    });
    var read = function () {
      limit = MORE;
      own.value = asked();
      search(0);
    };
    window.addEventListener("hashchange", read);
    read();
  }
})();

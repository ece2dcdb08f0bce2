// Search: exact words, other endings, beginnings of words, slips of the pen. The index is built by the program and read from the
// disk, a file at a time (see `search_index.py`). `dossierIndex(name, part)` is what its files call;
// `dossierSearch(query, limit, found)` calls back with the best entries: at once with what is there, then with all.
(function () {
  "use strict";

  // --- words, as `search_words.py` makes them
  var WORD = /[\p{L}\p{N}]+/gu;
  var MARKS = /\p{Mn}/gu;
  var OTHER = { "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ς": "σ" };
  var OTHERS = new RegExp("[" + Object.keys(OTHER).join("") + "]", "g");
  var ZEROS = /^0+([1-9][0-9]{0,4})$/;
  var GROUPED = /(?<![0-9A-Za-z])[0-9]{1,3}(?:[ .\u00a0\u202f][0-9]{3})+(?![0-9])/g;
  var RUN = /(?<![0-9A-Za-z])(?:[A-Za-z]{2}[0-9]{2}|[0-9]{2,5})(?:[ .\u00a0\u202f-][0-9]{2,5}){2,7}(?![0-9A-Za-z])/g;
  var COMPOUND = /[\p{L}\p{N}]+(?:[-/._][\p{L}\p{N}]+)+/gu;
  var DAY = /(?<![0-9])([0-3]?[0-9])([/.-])([01]?[0-9])\2((?:19|20|21)[0-9]{2})(?![0-9])/g;
  var DAY_ALONE = new RegExp("^" + DAY.source + "$");
  var ISO_DAY = /(?<![0-9])((?:19|20|21)[0-9]{2})-([01][0-9])-([0-3][0-9])(?![0-9])/g;
  var MONTHS = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];
  var LONG_DAY = /(?<![0-9])([0-3]?[0-9])(?:er)?[ \u00a0\u202f]+(janvier|f[eé]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[eé]cembre)[ \u00a0\u202f]+((?:19|20|21)[0-9]{2})(?![0-9])/gi;

  function clean(text) {
    return text.normalize("NFC").replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "").replace(/[^\S\u00a0\u202f]+/g, " ").trim();
  }

  function fold(text) {
    return text
      .normalize("NFKD")
      .toLowerCase()
      .replace(OTHERS, function (letter) { return OTHER[letter]; })
      .normalize("NFKD")
      .replace(MARKS, "");
  }

  function word(text) {
    return (fold(text).match(WORD) || []).join("");
  }

  function kept(term) {
    return term.length <= 40 && (term.length > 1 || (term >= "0" && term <= "9")) && !/[\ud800-\udfff]/.test(term);
  }

  // `matchAll` keeps its place by itself: the same pattern may be used by what is called back.
  function each(pattern, text, then) {
    Array.from(text.matchAll(pattern)).forEach(then);
  }

  function day(year, month, date) {
    var m = Number(month);
    var d = Number(date);
    return m >= 1 && m <= 12 && d >= 1 && d <= 31 ? "j" + year + String(m).padStart(2, "0") + String(d).padStart(2, "0") : "";
  }

  // Every term of a text with where it stands: `then(term, start, end)`. One term may cover others.
  function scan(text, then) {
    function tell(term, found) {
      if (term && kept(term)) then(term, found.index, found.index + found[0].length);
    }
    each(WORD, text, function (found) {
      var term = word(found[0]);
      tell(term, found);
      var bare = ZEROS.exec(term);
      if (bare) tell(bare[1], found);
    });
    each(COMPOUND, text, function (found) {
      var joined = word(found[0]);
      if (!DAY_ALONE.test(found[0]) && (/[0-9]/.test(joined) || !/[/._]/.test(found[0]))) tell(joined, found);
    });
    each(GROUPED, text, function (found) { tell(digits(found[0]), found); });
    each(RUN, text, function (found) {
      if (digits(found[0]).length > 8) tell(digits(found[0]), found);
    });
    each(DAY, text, function (found) { tell(day(found[4], found[3], found[1]), found); });
    each(ISO_DAY, text, function (found) { tell(day(found[1], found[2], found[3]), found); });
    each(LONG_DAY, text, function (found) { tell(day(found[3], MONTHS.indexOf(fold(found[2])) + 1, found[1]), found); });
  }

  function digits(text) {
    return text.replace(/[^0-9A-Za-z]/g, "").toLowerCase();
  }

  // --- the index: parts by name; what waits for one
  var parts = Object.create(null);
  var waiting = Object.create(null);
  var tiers = [];
  var SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var VALUE = {};
  Array.prototype.forEach.call(SIGNS, function (sign, value) { VALUE[sign] = value; });

  window.dossierIndex = function (name, part) {
    parts[name] = part;
    if (name === "tete") tiers[0] = tier(part, function (kind, number) { return kind === "p" ? part.places[number] : part.lignes[number]; });
    if (name === "mots") tiers[1] = tier(part, function (kind, number) { return parts[kind + (number + 1)]; });
    (waiting[name] || []).splice(0).forEach(function (ready) { ready(); });
  };

  // Calls back when all of some parts are there; at once when they are. Of several parts in one file, the first loads all.
  function need(names, ready) {
    var missing = names.filter(function (name) { return !parts[name]; });
    if (!missing.length) return ready();
    var left = missing.length;
    missing.forEach(function (name) {
      if (!waiting[name]) {
        waiting[name] = [];
        load(name === "tete" ? "recherche.js" : "recherche-" + name + ".js");
      }
      waiting[name].push(function () {
        left -= 1;
        if (!left) ready();
      });
    });
  }

  function load(file) {
    var script = document.createElement("script");
    script.src = (document.body.getAttribute("data-root") || "") + "assets/" + file;
    document.head.appendChild(script);
  }

  function numbers(coded) {
    var found = [];
    for (var at = 0; at < coded.length; at += 1) {
      var value = VALUE[coded[at]];
      var shift = 0;
      var number = 0;
      while (value > 31) {
        number += (value - 32) * Math.pow(2, shift);
        shift += 5;
        at += 1;
        value = VALUE[coded[at]];
      }
      found.push(number + value * Math.pow(2, shift));
    }
    return found;
  }

  // Entries with their words. `part(kind, number)` gives places (p) or rows (l) when they are loaded.
  function tier(head, part) {
    var before = "";
    var words = head.mots ? head.mots.split(" ").map(function (coded) {
      before = before.slice(0, VALUE[coded[0]]) + coded.slice(1);
      return before;
    }) : [];
    var count = head.sortes.length;
    var cases = new Uint16Array(count);
    var runs = numbers(head.dossiers);
    for (var k = 0, at = 0; k < runs.length; k += 2) {
      cases.fill(runs[k], at, at + runs[k + 1]);
      at += runs[k + 1];
    }
    var heads = new Uint32Array(count);
    for (var e = 0, own = 0; e < count; e += 1) {
      var sort = head.sortes[e];
      if (sort === sort.toLowerCase()) own = e;
      heads[e] = own;
    }
    return { words: words, count: count, cases: cases, heads: heads, head: head, part: part, split: {} };
  }

  function stretch(starts, place) {
    var found = 0;
    while (found + 1 < starts.length && starts[found + 1] <= place) found += 1;
    return found;
  }

  // The places of a word: entries, each twice and one more for a title. Its stretch of places must be loaded.
  function places(t, index) {
    var shelf = stretch(t.head.coupes, index);
    var coded = t.split[shelf] || (t.split[shelf] = t.part("p", shelf).split(" "));
    var entry = 0;
    return numbers(coded[index - t.head.coupes[shelf]]).map(function (step) {
      entry += step >> 1;
      return entry * 2 + (step & 1);
    });
  }

  function lower(list, term) {
    var low = 0;
    var high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (list[middle] < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // --- what somebody typed, as wishes: each is one word or number, with the ways in which it may be met
  var EXACT = 100;
  var ENDING = 85;
  var BEGIN = 60;
  var SLIP = 22;
  var SLIPS = 12;
  var SLIP_BEGIN = 6;
  var TITLE = 30;

  function plain(term) {
    return { term: term };
  }

  function dated(pattern) {
    return { days: pattern };
  }

  var TOLD = [
    // [pattern, alternatives]: the first that fits at a place decides
    [/^([0-3]?[0-9])([/.-])([01]?[0-9])(?:\2([0-9]{1,4}))?(?![\p{L}\p{N}]|[-/._][\p{L}\p{N}])/u, function (m) {
      if (Number(m[1]) < 1 || Number(m[1]) > 31) return null;
      var month = m[3].length === 2 ? m[3] : m[4] === undefined ? "(?:0" + m[3] + (m[3] === "1" || m[3] === "0" ? "|1[0-2]" : "") + ")" : "0" + m[3];
      var year = m[4] || "";
      var years = year.length === 2 ? "(?:20" + year + "|" + year + "[0-9]{2})" : year + "[0-9]{" + (4 - year.length) + "}";
      return [[dated("^j" + years + month + m[1].padStart(2, "0") + "$")], [plain(word(m[0]))]];
    }],
    [/^((?:19|20|21)[0-9]{2})-([01][0-9])-([0-3][0-9])(?![\p{L}\p{N}]|[-/._][\p{L}\p{N}])/u, function (m) {
      return [[dated("^j" + m[1] + m[2] + m[3] + "$")], [plain(word(m[0]))]];
    }],
    [/^([01]?[0-9])\/((?:19|20|21)[0-9]{2})(?![\p{L}\p{N}]|[-/._][\p{L}\p{N}])/u, function (m) {
      return [[dated("^j" + m[2] + m[1].padStart(2, "0"))], [plain(word(m[0]))]];
    }],
    [/^(?:([0-3]?[0-9])(?:er)?[ \u00a0\u202f]+)?([\p{L}]{3,})\.?(?:[ \u00a0\u202f]+((?:19|20|21)[0-9]{2}))?(?![\p{L}\p{N}]|[-/_][\p{L}\p{N}])/u, function (m) {
      var name = fold(m[2]);
      var full = MONTHS.indexOf(name) >= 0;
      // A beginning of a month counts beside a day or a year; alone, only the whole name does.
      var fits = MONTHS.map(function (month, index) { return month.startsWith(name) ? String(index + 1).padStart(2, "0") : ""; }).filter(Boolean);
      if (!fits.length || (!full && !m[1] && !m[3])) return null;
      if (full) fits = [String(MONTHS.indexOf(name) + 1).padStart(2, "0")];
      var pattern = "^j" + (m[3] || "[0-9]{4}") + "(?:" + fits.join("|") + ")" + (m[1] ? m[1].padStart(2, "0") + "$" : "");
      var spelt = [m[1], name, m[3]].filter(Boolean).map(plain);
      return m[1] || m[3] ? [[dated(pattern)], spelt] : [spelt, [dated(pattern)]];
    }],
    [/^(?:[A-Za-z]{2}[0-9]{2}|[0-9]{1,5})(?:[ .\u00a0\u202f-][0-9]{1,5})+(?![\p{L}\p{N}]|[-/_][\p{L}\p{N}])/u, function (m) {
      return [[plain(digits(m[0]))], m[0].split(/[^0-9A-Za-z]+/).map(function (part) { return plain(part.toLowerCase()); })];
    }],
    [/^[\p{L}\p{N}]+(?:[-/._][\p{L}\p{N}]+)+/u, function (m) {
      return [[plain(word(m[0]))], (m[0].match(WORD) || []).map(word).filter(kept).map(plain)];
    }],
    [/^[\p{L}\p{N}]+/u, function (m) {
      return [[plain(word(m[0]))]];
    }],
  ];

  function wishes(query) {
    var text = clean(query);
    var found = [];
    while (text) {
      var step = 1;
      for (var k = 0; k < TOLD.length; k += 1) {
        var fits = TOLD[k][0].exec(text);
        var ways = fits && TOLD[k][1](fits);
        if (ways) {
          step = fits[0].length;
          ways = ways.filter(function (way) { return way.length && way.every(function (want) { return want.days || kept(want.term); }); });
          if (ways.length) found.push(ways);
          break;
        }
      }
      text = text.slice(step);
    }
    return found.slice(0, 12);
  }

  // --- the words of the index that meet a wanted one: [index, weight]
  // The other endings of a word: plural, feminine, and those that change its last letters (-al and -ail, -el and -elle).
  function endings(term) {
    var stems = [term];
    function stem(pattern, by) {
      if (term.length > 3 && pattern.test(term)) stems.push(term.replace(pattern, by));
    }
    stem(/[sx]$/, "");
    if (term.length > 4) {
      stem(/es?$/, "");
      stem(/aux$/, "al");
      stem(/aux$/, "ail");
      stem(/([lnt])\1es?$/, "$1");
    }
    var forms = new Set();
    stems.forEach(function (base) {
      ["", "e", "s", "es", "x"].forEach(function (end) { forms.add(base + end); });
      if (/ai?l$/.test(base)) forms.add(base.replace(/ai?l$/, "aux"));
      if (/[lnt]$/.test(base)) ["e", "es"].forEach(function (end) { forms.add(base + base.slice(-1) + end); });
    });
    forms.delete(term);
    return forms;
  }

  function met(t, want) {
    var found = new Map();
    function add(index, weight) {
      if (weight > (found.get(index) || 0)) found.set(index, weight);
    }
    if (want.days) {
      var pattern = new RegExp(want.days);
      for (var j = lower(t.words, "j19"); j < t.words.length && t.words[j] < "j22"; j += 1) {
        if (t.words[j].length === 9 && pattern.test(t.words[j])) add(j, EXACT);
      }
      return found;
    }
    var term = want.term;
    for (var k = lower(t.words, term); k < t.words.length && t.words[k].startsWith(term); k += 1) {
      if (t.words[k] === term) add(k, EXACT);
      else if (!/^j[12][0-9]{7}$/.test(t.words[k])) add(k, BEGIN);
    }
    if (!/[0-9]/.test(term)) {
      endings(term).forEach(function (form) {
        var at = lower(t.words, form);
        if (t.words[at] === form) add(at, ENDING);
      });
    }
    return found;
  }

  // How many slips lie between two words (a letter more, less, other, or two neighbours swapped), or one more than `most`.
  // With `begin`, between the first word and the best beginning of the second.
  function slips(a, b, most, begin) {
    if (!begin && Math.abs(a.length - b.length) > most) return most + 1;
    var length = Math.min(b.length, a.length + most);
    var older = [];
    var row = [];
    for (var j = 0; j <= length; j += 1) row.push(j);
    for (var i = 1; i <= a.length; i += 1) {
      var next = [i];
      var least = i;
      for (j = 1; j <= length; j += 1) {
        var value = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, older[j - 2] + 1);
        next.push(value);
        if (value < least) least = value;
      }
      if (least > most) return most + 1;
      older = row;
      row = next;
    }
    return begin ? Math.min.apply(null, row) : row[length];
  }

  function near(t, want) {
    var found = new Map();
    var term = want.term;
    if (!term || term.length < 3 || /[0-9]/.test(term)) return found;
    t.words.forEach(function (known, index) {
      var longest = Math.max(known.length, term.length);
      var most = longest > 7 ? 2 : longest > 3 ? 1 : 0;
      if (!most || known.length < term.length - most) return;
      var whole = known.length <= term.length + most ? slips(term, known, most, false) : most + 1;
      if (whole && whole <= most && !/[0-9]/.test(known)) found.set(index, whole === 1 ? SLIP : SLIPS);
      else if (term.length > 4 && known.length > term.length && known[0] === term[0] && slips(term, known, 1, true) === 1 && !/[0-9]/.test(known)) found.set(index, SLIP_BEGIN);
    });
    return found;
  }

  // For each wish, each way and each word of the way: what meets it in each tier. Slips count for no word ("never"), for those
  // that nothing else meets ("needed"), or for all ("always").
  function plan(asked, known, slipping) {
    return asked.map(function (ways) {
      var tried = ways.map(function (way) {
        return way.map(function (want) { return known.map(function (t) { return met(t, want); }); });
      });
      var any = tried.some(function (way) {
        return way.every(function (each) { return each.some(function (found) { return found.size; }); });
      });
      if (slipping === "never" || (any && slipping === "needed")) return tried;
      return tried.map(function (way, w) {
        return way.map(function (each, n) {
          return each.map(function (found, k) {
            near(known[k], ways[w][n]).forEach(function (weight, index) {
              if (!found.has(index)) found.set(index, weight);
            });
            return found;
          });
        });
      });
    });
  }

  // --- which entries meet all wishes, the best first
  function weigh(known, planned, k) {
    var t = known[k];
    return planned.map(function (ways) {
      var best = new Uint16Array(t.count);
      ways.forEach(function (way) {
        var sum = null;
        way.forEach(function (each) {
          var own = new Uint16Array(t.count);
          each[k].forEach(function (weight, index) {
            places(t, index).forEach(function (place) {
              var value = weight + (place & 1 ? TITLE : 0);
              if (value > own[place >> 1]) own[place >> 1] = value;
            });
          });
          if (!sum) sum = own;
          else sum.forEach(function (value, entry) { sum[entry] = value && own[entry] ? Math.min(value, own[entry]) : 0; });
        });
        sum.forEach(function (value, entry) { if (value > best[entry]) best[entry] = value; });
      });
      return best;
    });
  }

  var RANK = { d: 0, p: 1, f: 2, e: 3, l: 4, i: 5, o: 6, n: 7, r: 8 };

  function gather(known, planned, any) {
    var weights = known.map(function (t, k) { return weigh(known, planned, k); });
    // A word that names the case or a party counts for all that stands in the case, as one of its text would.
    var around = planned.map(function (ways, w) {
      var cases = new Uint16Array(parts.tete.cases.length + 1);
      weights[0][w].forEach(function (value, entry) {
        var t = known[0];
        var plainly = titled(value) ? value - TITLE : value;
        if (t.cases[entry] && "dp".indexOf(t.head.sortes[entry]) >= 0 && plainly > cases[t.cases[entry]]) cases[t.cases[entry]] = plainly;
      });
      return cases;
    });
    var rows = [];
    known.forEach(function (t, k) {
      for (var entry = 0; entry < t.count; entry += 1) {
        var score = 0;
        var own = 0;
        var hits = 0;
        for (var w = 0; w < planned.length; w += 1) {
          var value = weights[k][w][entry];
          // The title of a rule says no more of a case than a text does.
          if (t.head.sortes[entry] === "r" && titled(value)) value -= TITLE;
          if (value) own += 1;
          else if (t.heads[entry] !== entry && titled(weights[k][w][t.heads[entry]])) value = weights[k][w][t.heads[entry]] - TITLE;
          else value = around[w][t.cases[entry]];
          if (value) hits += 1;
          else if (!any) break;
          score += value;
        }
        if (own && (any || hits === planned.length)) rows.push({ tier: k, entry: entry, score: any ? hits * 1000 + score : score });
      }
    });
    rows.forEach(function (row) {
      var t = known[row.tier];
      row.kind = t.head.sortes[row.entry].toLowerCase();
      row.day = t.head.jours.slice(row.entry * 3, row.entry * 3 + 3);
      row.date = VALUE[row.day[0]] * 4096 + VALUE[row.day[1]] * 64 + VALUE[row.day[2]];
    });
    rows.sort(function (a, b) {
      return b.score - a.score || RANK[a.kind] - RANK[b.kind] || b.date - a.date || a.tier - b.tier || a.entry - b.entry;
    });
    return once(known, rows);
  }

  function titled(value) {
    return [EXACT, ENDING, BEGIN, SLIP, SLIPS, SLIP_BEGIN].indexOf(value - TITLE) >= 0;
  }

  // Pages of one piece are one result: the best page, with how many others there are.
  function once(known, rows) {
    var seen = new Map();
    return rows.filter(function (row) {
      var key = row.tier + ":" + known[row.tier].heads[row.entry];
      var first = seen.get(key);
      if (first) first.others += 1;
      else {
        row.others = 0;
        seen.set(key, row);
      }
      return !first;
    });
  }

  // --- search
  var turn = 0;

  function shelvesOf(known, planned) {
    var names = new Set();
    known.forEach(function (t, k) {
      if (!k) return;
      planned.forEach(function (ways) {
        ways.forEach(function (way) {
          way.forEach(function (each) {
            each[k].forEach(function (weight, index) { names.add("p" + (stretch(t.head.coupes, index) + 1)); });
          });
        });
      });
    });
    return Array.from(names);
  }

  function meeting(known, planned) {
    var terms = new Set();
    planned.forEach(function (ways) {
      ways.forEach(function (way) {
        way.forEach(function (each) {
          each.forEach(function (found, k) { found.forEach(function (weight, index) { terms.add(known[k].words[index]); }); });
        });
      });
    });
    return terms;
  }

  // Finds in some tiers. Each try is how slips count, and whether any of the words is enough; the first that finds is the answer.
  var FULL = [["needed", false], ["always", false]];
  function find(known, asked, tries, mine, then) {
    (function next(number) {
      var any = tries[number][1];
      var planned = plan(asked, known, tries[number][0]);
      need(shelvesOf(known, planned), function () {
        if (mine !== turn) return;
        var rows = gather(known, planned, any);
        if (!rows.length && number + 1 < tries.length) return next(number + 1);
        then({ rows: rows, terms: meeting(known, planned), any: any && rows.length > 0, total: rows.length });
      });
    })(0);
  }

  // Fills in what the best rows say, when the files that have it are there.
  function told(known, answer, limit, mine, then) {
    var best = answer.rows.slice(0, limit);
    var names = best.filter(function (row) { return row.tier; }).map(function (row) {
      return "l" + (stretch(known[1].head.rayons, row.entry) + 1);
    });
    need(Array.from(new Set(names)), function () {
      if (mine !== turn) return;
      answer.rows = best.map(function (row) {
        var t = known[row.tier];
        var shelf = stretch(t.head.rayons, row.entry);
        var line = t.part("l", shelf)[row.entry - t.head.rayons[shelf]];
        var rank = t.cases[row.entry];
        var group = rank ? parts.tete.cases[rank - 1] : ["", "Règles"];
        return {
          kind: row.kind, title: line[0], path: line[1].replace(/^~/, "cases/" + group[0] + "/"), day: line[2], text: line[3],
          case: group[0], group: group[1], home: group[2], others: row.others, score: row.score,
        };
      });
      then(answer);
    });
  }

  // `found(answer)`: rows (at most `limit`), total, terms that were met, `any` when no entry has all words, `partial` while
  // more is being loaded. Only the last search that was asked for is answered.
  window.dossierSearch = function (query, limit, found) {
    turn += 1;
    var mine = turn;
    var asked = wishes(query);
    if (!asked.length) return found({ rows: [], total: 0, terms: new Set(), any: false, partial: false });
    need(["tete"], function () {
      if (mine !== turn) return;
      if (!parts.mots) {
        find([tiers[0]], asked, [["never", false]], mine, function (answer) {
          if (answer.total) told([tiers[0]], answer, limit, mine, function (full) {
            if (!parts.mots) found(Object.assign(full, { partial: true }));
          });
        });
      }
      need(["mots"], function () {
        if (mine !== turn) return;
        find(tiers, asked, asked.length > 1 ? FULL.concat([["needed", true]]) : FULL, mine, function (answer) {
          told(tiers, answer, limit, mine, function (full) { found(Object.assign(full, { partial: false })); });
        });
      });
    });
  };

  // Loads what every search needs, before somebody has typed.
  window.dossierReady = function () {
    need(["tete"], function () { need(["mots"], function () {}); });
  };
  window.dossierFold = fold;
  window.dossierScan = scan;
  window.dossierTerms = function (text) {
    var found = new Set();
    scan(clean(text), function (term) { found.add(term); });
    return Array.from(found).sort();
  };
})();

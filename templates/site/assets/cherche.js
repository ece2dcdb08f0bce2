// Search: exact words, beginnings of words, one slip of the pen. The index is built by the program and read from the disk.
// `dossierIndex(number, shard)` is what each file of the index calls; `dossierSearch(query)` gives the best entries.
(function () {
  "use strict";
  var shards = [];
  var waiting = [];
  var asked = false;

  function fold(text) {
    return text
      .replace(/(\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, "$1")
      .toLowerCase()
      .replace(/œ/g, "oe")
      .replace(/æ/g, "ae")
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "");
  }

  // The words of a query; a compound such as F-2026-014 stays one, with its parts for when it is not found as one.
  function words(text) {
    return (fold(text).match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) || [])
      .map(function (word) {
        return { whole: word.replace(/-/g, ""), parts: word.split("-").filter(function (part) { return part.length > 1; }) };
      })
      .filter(function (word) {
        return word.whole.length > 1;
      });
  }

  // First place in an ordered list whose word is not below `word`.
  function lower(list, word) {
    var low = 0;
    var high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (list[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Whether two words differ by one letter more, less, other, or by two neighbours in the wrong order.
  function near(a, b) {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    var start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    var i = a.length - 1;
    var j = b.length - 1;
    while (i >= start && j >= start && a[i] === b[j]) {
      i -= 1;
      j -= 1;
    }
    if (i - start <= 0 && j - start <= 0) return true;
    return i - start === 1 && j - start === 1 && a[start] === b[j] && a[i] === b[start];
  }

  // Score of each entry of a shard for one word of the query.
  function scores(shard, word) {
    var found = new Map();
    function add(index, weight) {
      shard.places[index].forEach(function (place) {
        var entry = place < 0 ? -place - 1 : place;
        var score = place < 0 ? weight * 4 : weight;
        if (score > (found.get(entry) || 0)) found.set(entry, score);
      });
    }
    for (var k = lower(shard.words, word); k < shard.words.length && shard.words[k].startsWith(word); k += 1) {
      add(k, shard.words[k] === word ? 10 : 6);
    }
    if (!found.size && word.length > 3 && !/^\d+$/.test(word)) {
      shard.words.forEach(function (known, index) {
        if (near(known, word)) add(index, 2);
      });
    }
    return found;
  }

  // The entries that all of some words have, with the sum of their scores.
  function every(maps) {
    return maps.reduce(function (together, found) {
      if (together === null) return found;
      var both = new Map();
      together.forEach(function (score, entry) {
        if (found.has(entry)) both.set(entry, score + found.get(entry));
      });
      return both;
    }, null);
  }

  function inShard(shard, asked) {
    var together = every(
      asked.map(function (word) {
        var found = scores(shard, word.whole);
        if (found.size || word.parts.length < 2) return found;
        return every(word.parts.map(function (part) { return scores(shard, part); }));
      })
    );
    var rows = [];
    (together || new Map()).forEach(function (score, entry) {
      rows.push({ score: score, order: entry, entry: shard.entries[entry] });
    });
    return rows;
  }

  window.dossierSearch = function (query, limit) {
    var wanted = words(query);
    if (!wanted.length) return { total: 0, rows: [], words: [] };
    var rows = [];
    shards.forEach(function (shard) {
      rows = rows.concat(inShard(shard, wanted));
    });
    rows.sort(function (a, b) {
      return b.score - a.score || a.order - b.order;
    });
    return { total: rows.length, rows: rows.slice(0, limit || 20), words: wanted.map(function (word) { return word.parts[0] || word.whole; }) };
  };

  window.dossierIndex = function (number, shard) {
    shards[number - 1] = shard;
    if (number === 1) {
      for (var next = 2; next <= shard.count; next += 1) load("recherche-" + next + ".js");
    }
    var loaded = shards.filter(Boolean).length;
    if (shards[0] && loaded === shards[0].count) {
      waiting.splice(0).forEach(function (ready) {
        ready();
      });
    }
  };

  function load(name) {
    var script = document.createElement("script");
    script.src = (document.body.getAttribute("data-root") || "") + "assets/" + name;
    document.head.appendChild(script);
  }

  // Loads the index once, when somebody begins to search, and calls back when all of it is there.
  window.dossierReady = function (ready) {
    if (shards[0] && shards.filter(Boolean).length === shards[0].count) return ready();
    waiting.push(ready);
    if (!asked) {
      asked = true;
      load("recherche.js");
    }
  };
  window.dossierFold = fold;
})();

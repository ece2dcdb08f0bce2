// Runs before the page is drawn: marks that scripts work, and sets the theme that the reader chose.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("has-js");
  try {
    var theme = localStorage.getItem("dossier-theme");
    if (theme === "clair" || theme === "sombre") root.setAttribute("data-theme", theme);
  } catch (error) {
    // A browser may refuse storage to a file: the theme is then that of the system.
  }
})();

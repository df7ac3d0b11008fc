/* Filters of the directory: styles hide what does not fit; this counts, and tidies what is empty. */
(function () {
  "use strict";

  const root = document.querySelector(".directory");
  const list = root && root.querySelector(".list");
  if (!list) {
    return;
  }
  const counts = JSON.parse(root.dataset.counts);
  const buttons = root.querySelectorAll(":scope > input");
  const filters = root.querySelector(".filters");

  function isShown(centre) {
    return getComputedStyle(centre).display !== "none";
  }

  function tidy() {
    const centres = Array.from(list.querySelectorAll(".centre"));
    list.querySelectorAll(".place").forEach(function (place) {
      place.hidden = false;
    });
    const shown = centres.filter(isShown);
    list.querySelectorAll(".place").forEach(function (place) {
      place.hidden = !Array.from(place.querySelectorAll(".centre")).some(isShown);
    });
    root.querySelector(".found").textContent = counts[shown.length];
    root.querySelector(".none").hidden = shown.length > 0;
  }

  /* A link such as russia.html#s_legal_advice chooses, so that it can be undone by hand. */
  function follow() {
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (asked && asked.parentNode === root && asked.type) {
      asked.checked = true;
      filters.open = true;
      history.replaceState(null, "", "#the_list");
      location.replace("#the_list");
    }
    tidy();
  }

  buttons.forEach(function (button) {
    button.addEventListener("change", tidy);
    button.addEventListener("focus", function () {
      filters.open = true; // or nobody sees which choice has the focus
      button.labels[0].classList.add("focused");
      button.labels[0].scrollIntoView({ block: "nearest" });
    });
    button.addEventListener("blur", function () {
      button.labels[0].classList.remove("focused");
    });
  });
  root.querySelector(".clear").addEventListener("click", function () {
    buttons.forEach(function (button) {
      button.checked = /_any$/.test(button.id);
    });
    tidy();
  });
  list.id = "the_list";
  filters.open = false; // without this script nothing else could open it for a keyboard
  window.addEventListener("hashchange", follow);
  follow();
})();

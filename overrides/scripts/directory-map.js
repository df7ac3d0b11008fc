/* Maps: larger and smaller; a large one is moved with the finger, as any wide box. */
(function () {
  "use strict";

  const LARGEST = 8;
  document.querySelectorAll(".map").forEach(function (map) {
    const ground = map.querySelector(".ground");
    const drawing = ground.querySelector("svg");
    let size = 1;
    map.querySelectorAll("[data-zoom]").forEach(function (button) {
      button.addEventListener("click", function () {
        const before = size;
        size = Math.min(LARGEST, Math.max(1, size * button.dataset.zoom));
        const x = (ground.scrollLeft + ground.clientWidth / 2) * (size / before);
        const y = (ground.scrollTop + ground.clientHeight / 2) * (size / before);
        drawing.style.width = size * 100 + "%";
        ground.scrollLeft = x - ground.clientWidth / 2;
        ground.scrollTop = y - ground.clientHeight / 2;
      });
    });
  });
})();

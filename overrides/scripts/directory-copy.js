/* An address to show to a driver, or to paste into a map. */
(function () {
  "use strict";

  function mark(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }

  document.querySelectorAll(".driver button").forEach(function (button) {
    const text = button.parentNode.querySelector(".copied");
    const say = function () {
      button.textContent = button.dataset.copied;
    };
    button.addEventListener("click", function () {
      if (navigator.clipboard) {
        navigator.clipboard.writeText(text.textContent).then(say, function () {
          if (mark(text)) {
            say();
          }
        });
      } else if (mark(text)) {
        say();
      }
    });
  });
})();

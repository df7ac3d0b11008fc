/* Letters to copy: two buttons under each letter. Without this script it can be copied by hand. */
(function () {
  "use strict";

  function addButton(row, text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", function () {
      act(button);
    });
    row.appendChild(button);
  }

  function select(letter) {
    const range = document.createRange();
    range.selectNodeContents(letter);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copy(letter, button, done) {
    const say = function () {
      button.textContent = done;
    };
    const mark = function () {
      select(letter);
      if (document.execCommand("copy")) {
        say();
      }
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(letter.textContent.trim()).then(say, mark);
    } else {
      mark();
    }
  }

  /* Only the letter comes on paper. */
  function printLetter(letter) {
    const root = document.documentElement;
    root.classList.add("one-letter");
    letter.classList.add("printed");
    window.print();
    letter.classList.remove("printed");
    root.classList.remove("one-letter");
  }

  /* On a wide screen the explanation stands beside the letters before it. */
  function pair(said) {
    const both = document.createElement("div");
    const letters = document.createElement("div");
    both.className = "letter-pair";
    said.parentNode.insertBefore(both, said);
    while (both.previousElementSibling && both.previousElementSibling.querySelector("pre.letter")) {
      letters.insertBefore(both.previousElementSibling, letters.firstChild);
    }
    both.appendChild(letters);
    both.appendChild(said);
  }

  const said = document.getElementById("what-it-says");
  if (said && said.closest(".part")) {
    pair(said.closest(".part"));
  }

  document.querySelectorAll("pre.letter").forEach(function (letter) {
    const row = document.createElement("p");
    const texts = document.querySelector("[data-letter-copy]").dataset;
    row.className = "letter-actions needs-js";
    addButton(row, texts.letterCopy, function (button) {
      copy(letter, button, texts.letterCopied);
    });
    addButton(row, texts.letterPrint, function () {
      printLetter(letter);
    });
    letter.insertAdjacentElement("afterend", row);
  });
})();

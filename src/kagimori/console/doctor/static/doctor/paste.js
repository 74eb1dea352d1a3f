// The inspector's page: shows what typed.js finds.  What is pasted stays in this page's memory and goes nowhere.

import { inspect } from "../look/typed.js";

const box = document.getElementById("inspector");
const field = document.getElementById("pasted");
const found = document.getElementById("found");
const signs = document.getElementById("signs");
const cleaned = document.getElementById("cleaned");
const clean = document.getElementById("clean");
const words = (id) => document.querySelector(`[data-finding="${id}"]`).textContent;

// The radio buttons have no names either, so they are kept apart here.
const kinds = [...box.querySelectorAll("input[type=radio]")];

function kindAndLength() {
  const chosen = kinds.find((kind) => kind.checked).value;
  const { digits, backup, name, password } = box.dataset;
  return {
    name: ["name", [1, Number(name)]],
    password: ["password", [Number(password), 1000]],
    code: ["code", [Number(digits), Number(digits)]],
    backup: ["code", [Number(backup), Number(backup)]],
  }[chosen];
}

function line(text, kind) {
  const made = document.createElement("p");
  made.className = `state state-${kind}`;
  made.textContent = text;
  return made;
}

function showSigns(text, places) {
  signs.replaceChildren(
    ...[...text].map((sign, place) => {
      const made = document.createElement(places.has(place) ? "mark" : "span");
      made.textContent = /\s/u.test(sign) ? "␣" : /\p{C}/u.test(sign) ? "·" : sign;
      return made;
    }),
  );
  signs.hidden = !places.size;
}

function look() {
  const text = field.value;
  found.replaceChildren();
  signs.hidden = cleaned.hidden = true;
  if (!text) return;
  const { findings, clean: form } = inspect(kindAndLength()[0], text, kindAndLength()[1]);
  if (!findings.length) found.append(line(words("none"), "good"));
  for (const finding of findings) found.append(line(words(finding.id), "care"));
  showSigns(text, new Set(findings.flatMap((finding) => finding.at ?? [])));
  clean.textContent = form;
  cleaned.hidden = form === text || !form;
}

box.hidden = false;
field.addEventListener("input", look);
for (const kind of kinds) {
  kind.addEventListener("change", () => {
    for (const other of kinds) other.checked = other === kind;
    look();
  });
}

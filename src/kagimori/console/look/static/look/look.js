// Comfort on top of pages that work without it: countdowns that run, buttons that copy, share and print.
// Every end time stands in the page already; the server's clock rules, for the visitor's own may be the trouble.

const page = document.documentElement.lang.startsWith("ja") ? "ja" : "en";
const words = {
  ja: { day: "日", hour: "時間", minute: "分", second: "秒", gap: "", over: "終わりました", copied: "コピーしました" },
  en: { day: " d", hour: " h", minute: " min", second: " s", gap: " ", over: "over", copied: "Copied" },
}[page];

function spell(seconds) {
  const parts = [
    [Math.floor(seconds / 86400), words.day],
    [Math.floor(seconds / 3600) % 24, words.hour],
    [Math.floor(seconds / 60) % 60, words.minute],
    [seconds % 60, words.second],
  ];
  const first = parts.findIndex(([number]) => number > 0);
  const shown = first < 0 ? [parts[3]] : parts.slice(first, first + 2);
  return shown.map(([number, unit]) => `${number}${unit}`).join(words.gap);
}

function runCountdowns() {
  const served = Date.parse(document.documentElement.dataset.now);
  const ahead = Number.isNaN(served) ? 0 : Date.now() - served;
  const running = [...document.querySelectorAll("[data-until]")];
  const tick = () => {
    const now = Date.now() - ahead;
    for (const box of running) {
      const seconds = Math.max(0, Math.ceil((Date.parse(box.dataset.until) - now) / 1000));
      const left = box.querySelector(".left");
      const bar = box.querySelector("progress");
      if (left) left.textContent = seconds ? spell(seconds) : words.over;
      if (bar) bar.value = Math.max(0, bar.max - seconds);
      if (!seconds && "reload" in box.dataset && !box.dataset.done) {
        box.dataset.done = "yes";
        // A moment later than the end, so that the server agrees that it is over.
        setTimeout(() => location.reload(), 1500);
      }
    }
  };
  if (running.length) {
    tick();
    setInterval(tick, 1000);
  }
}

function tell(button, sentence) {
  const place = document.getElementById("told-aloud");
  const before = button.textContent;
  if (place) place.textContent = sentence;
  button.textContent = sentence;
  setTimeout(() => (button.textContent = before), 2000);
}

function textOf(id) {
  const source = document.getElementById(id);
  return source ? (source.value ?? source.textContent).trim() : "";
}

function offerButtons() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(textOf(button.dataset.copy));
      tell(button, words.copied);
    });
  }
  for (const button of document.querySelectorAll("[data-share]")) {
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ text: textOf(button.dataset.share) }).catch(() => {}));
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

function countLetters() {
  for (const field of document.querySelectorAll("[data-counted]")) {
    const place = document.getElementById(field.dataset.counted);
    const show = () => (place.textContent = [...field.value.trim()].length);
    field.addEventListener("input", show);
    show();
  }
}

// Menus close by Escape and by a press elsewhere; "/" leads to the search box.
function offerMenusAndKeys() {
  const open = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of open()) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const box = [...document.querySelectorAll("input[type=search]")].find((field) => field.checkVisibility());
    if (event.key !== "/" || typing || !box || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
  });
}

// Only on HTTPS and on this machine; elsewhere browsers have no service workers.
function keepForNoNetwork() {
  navigator.serviceWorker?.register("/worker.js").catch(() => {});
}

runCountdowns();
offerButtons();
countLetters();
offerMenusAndKeys();
keepForNoNetwork();

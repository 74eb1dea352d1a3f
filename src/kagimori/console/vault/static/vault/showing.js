// A code whose time is over leaves the screen: what is not there is not typed too late, nor read by who comes by.
// Without JavaScript the page says until when it is right. The server's clock rules.

const served = Date.parse(document.documentElement.dataset.now);
const ahead = Number.isNaN(served) ? 0 : Date.now() - served;

function clear(box) {
  for (const code of box.querySelectorAll(".code")) {
    code.textContent = box.dataset.over;
    code.classList.remove("code", "code-big");
  }
  for (const button of box.querySelectorAll("button")) button.remove();
  delete box.dataset.goneAt;
}

function sweep() {
  const now = Date.now() - ahead;
  for (const box of document.querySelectorAll("[data-gone-at]")) {
    if (Date.parse(box.dataset.goneAt) <= now) clear(box);
  }
}

setInterval(sweep, 250);
// A phone that slept, or a page that the browser had put aside, looks at once.
for (const event of ["visibilitychange", "pageshow"]) addEventListener(event, sweep);

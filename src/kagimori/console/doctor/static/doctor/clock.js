// Measures how far this device's clock is from the console's, by several round trips; the console works it out.
// Nothing but the times of the trips is sent.

const form = document.getElementById("measure");

async function trip(address) {
  const asked = Date.now() / 1000;
  const answer = await fetch(address, { cache: "no-store", credentials: "same-origin" });
  const { received, answered } = await answer.json();
  return [asked, received, answered, Date.now() / 1000];
}

async function measure() {
  const trips = [];
  // The first one opens the connection and is slower than the rest; it is not counted.
  await trip(form.dataset.now);
  for (let count = 0; count < Number(form.dataset.trips); count += 1) trips.push(await trip(form.dataset.now));
  form.elements.trips.value = JSON.stringify(trips);
  form.submit();
}

if (form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.querySelector("button").disabled = true;
    measure().catch(() => {
      form.querySelector("button").disabled = false;
    });
  });
}

// Reading a QR code with the phone's camera.  Where the browser can read codes itself, it does; elsewhere single
// pictures go to the server, which looks at them in memory.  Nothing is kept: not here, and not there.

const form = document.getElementById("reader");
const words = form.dataset;
const says = document.getElementById("camera-says");
const box = document.getElementById("camera");
const onAir = document.getElementById("camera-on");
const start = document.getElementById("camera-start");
const view = document.getElementById("camera-view");
const WIDEST = 1280; // of a picture from the camera
const WIDEST_SENT = 2400; // of one that somebody chose
const HARD_AFTER = 20000;
let stream = null;

const wait = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));
const say = (sentence) => (says.textContent = sentence);

function drawn(source, width, height, widest) {
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, widest / width);
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
  return new Promise((over) => canvas.toBlob(over, "image/jpeg", 0.9));
}

// What the server says of a picture or a code: {next}, {said} or {again}.
async function ask(way, field, value) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("way", way);
  if (value instanceof Blob) body.append(field, value, "picture.jpg");
  else body.append(field, value);
  const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) location.reload(); // logged out meanwhile
  return answer.json();
}

async function detector() {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await BarcodeDetector.getSupportedFormats();
  return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
}

async function look(reader) {
  if (!reader) return ask("camera", "picture", await drawn(view, view.videoWidth, view.videoHeight, WIDEST));
  const found = await reader.detect(view);
  return found.length ? ask("camera", "key", found[0].rawValue) : { again: true };
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = view.srcObject = null;
  onAir.hidden = true;
  start.hidden = false;
}

async function watch() {
  const reader = await detector().catch(() => null);
  const begun = Date.now();
  while (stream) {
    await wait(reader ? 200 : 500);
    if (!stream || !view.videoWidth) continue;
    const answer = await look(reader).catch(() => ({ said: words.offline }));
    if (answer.next) {
      stop();
      location.assign(answer.next);
    } else if (answer.said) {
      say(answer.said);
      await wait(2500);
    } else if (Date.now() - begun > HARD_AFTER) say(words.hard);
  }
}

async function begin() {
  const wishes = { video: { facingMode: "environment", width: { ideal: WIDEST } }, audio: false };
  try {
    stream = await navigator.mediaDevices.getUserMedia(wishes);
    view.srcObject = stream;
    await view.play();
  } catch {
    stop();
    say(words.denied);
    return;
  }
  start.hidden = true;
  onAir.hidden = false;
  say(words.looking);
  await watch();
}

// A chosen picture is made smaller here, so that it arrives from slow networks, too; kinds that only this browser
// reads (HEIC) become one that everybody reads.
async function send(event) {
  const chosen = form.elements.picture.files[0];
  if (!chosen || !window.createImageBitmap) return;
  event.preventDefault();
  say(words.reading);
  try {
    const bitmap = await createImageBitmap(chosen);
    const answer = await ask("picture", "picture", await drawn(bitmap, bitmap.width, bitmap.height, WIDEST_SENT));
    if (answer.next) location.assign(answer.next);
    else say(answer.said);
  } catch {
    form.submit(); // as it is; the server says what is wrong with it
  }
}

// Browsers give the camera to pages over HTTPS, and to those on this machine.
if (navigator.mediaDevices?.getUserMedia) {
  box.hidden = false;
  start.addEventListener("click", begin);
  document.getElementById("camera-stop").addEventListener("click", () => {
    stop();
    say("");
  });
  document.addEventListener("visibilitychange", () => document.hidden && stop());
} else document.getElementById("by-picture").open = true;
form.addEventListener("submit", send);

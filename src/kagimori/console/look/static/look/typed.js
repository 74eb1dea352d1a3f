// What is odd about a pasted name, password or code, and its clean form: the browser's twin of core/typed.py.
// Both are held to tests/vectors/typed.json.  Nothing here stores, logs or sends; it has no imports and touches no page.
//
//   inspect("code", "１２３ ４５６", [6, 6])
//   -> { findings: [{ id: "inner_blank", at: [3] }, { id: "full_width", at: [0, 1, 2, 4, 5, 6] }], clean: "123456" }
//
// Places count code points from 0 in the text as it came; `wrong_length` stands nowhere.

// In this order findings are told.
export const FINDINGS = [
  "invisible", "leading_blank", "trailing_blank", "inner_blank", "full_width", "other_digits", "look_alike", "at_sign",
  "auto_capital", "capital", "strange_sign", "wrong_length",
];

const BLANK = /^[ \t\n\r\v\f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/u;
// Controls, joiners, direction marks, fillers, tags: signs that take no room.
const INVISIBLE = new RegExp(
  "^[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e" +
    "\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\u{e0000}-\\u{e007f}]$",
  "u",
);
const ZEROS = [..."٠۰०০๐"]; // Arabic, Persian, Devanagari, Bengali, Thai: nine more digits follow each
const LOOK_ALIKES = pairs(
  "АВЕЅІЈКМНОРСТУХаеіјорсухѕԁһԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυι" + "ıɡ" + "ー‐‑‒–—―−" + "‘’“”・",
  "ABESIJKMHOPCTYXaeijopcyxsdhqw" + "ABEZHIKMNOPTYXovui" + "ig" + "--------" + "''\"\".",
);
const CODE_LOOK_ALIKES = pairs("OolI|", "00111");
const NAME_SIGN = /^[a-z0-9._]$/;
const PHONE_OR_MAIL_SIGN = /^[a-z0-9._@+%-]$/;
const ASCII = /^[\u0000-\u007f]*$/u;

export function inspect(kind, text, length = null) {
  const places = Object.fromEntries(FINDINGS.map((id) => [id, []]));
  const signs = plain(text, kind, places);
  const [kept, checked] = { code: asCode, password: asPassword, name: asName }[kind](signs, places, length);
  return result(kept, places, checked);
}

function asCode(signs, places, length) {
  const kept = signs.filter((sign) => !" -.".includes(sign.text));
  places.strange_sign = placesOf(kept.filter((sign) => !/^[0-9]+$/.test(sign.text)));
  return [kept, length];
}

function asPassword(signs, places, length) {
  places.auto_capital = autoCapital(signs);
  return [signs, length];
}

function asName(signs, places, length) {
  if (signs.length && signs[0].text === "@") places.at_sign = [signs.shift().place];
  const kept = signs.filter((sign) => sign.text !== " ");
  places.auto_capital = autoCapital(kept);
  const capitals = placesOf(kept.filter((sign) => isCapital(sign.text)));
  places.capital = capitals.filter((place) => !places.auto_capital.includes(place));
  const small = kept.map((sign) => ({ ...sign, text: ASCII.test(sign.text) ? sign.text.toLowerCase() : sign.text }));
  const mailOrPhone = small.some((sign) => "@+".includes(sign.text));
  const allowed = mailOrPhone ? PHONE_OR_MAIL_SIGN : NAME_SIGN;
  places.strange_sign = placesOf(small.filter((sign) => !allowed.test(sign.text)));
  return [small, mailOrPhone ? null : length];
}

function result(signs, places, length) {
  const clean = signs.map((sign) => sign.text).join("");
  const findings = FINDINGS.filter((id) => places[id].length).map((id) => ({ id, at: places[id] }));
  const count = [...clean].length;
  if (length && (count < length[0] || count > length[1])) findings.push({ id: "wrong_length", at: [] });
  return { findings, clean };
}

function plain(text, kind, places) {
  const all = [...text].map((sign, place) => ({ place, text: sign }));
  const invisible = (sign) => !BLANK.test(sign.text) && INVISIBLE.test(sign.text);
  places.invisible = placesOf(all.filter(invisible));
  const signs = withoutOuterBlanks(all.filter((sign) => !invisible(sign)), places);
  return signs.map((sign) => ({ ...sign, text: plainSign(sign, kind, places) }));
}

function withoutOuterBlanks(signs, places) {
  let start = 0;
  let end = signs.length;
  while (start < end && BLANK.test(signs[start].text)) start += 1;
  while (end > start && BLANK.test(signs[end - 1].text)) end -= 1;
  places.leading_blank = placesOf(signs.slice(0, start));
  places.trailing_blank = placesOf(signs.slice(end));
  places.inner_blank = placesOf(signs.slice(start, end).filter((sign) => BLANK.test(sign.text)));
  return signs.slice(start, end);
}

function plainSign(sign, kind, places) {
  if (BLANK.test(sign.text)) return " ";
  const [found, meant] = meantBy(sign.text, kind);
  if (found) places[found].push(sign.place);
  return meant;
}

function meantBy(sign, kind) {
  for (const zero of ZEROS) {
    const digit = sign.codePointAt(0) - zero.codePointAt(0);
    if (digit >= 0 && digit <= 9) return ["other_digits", String(digit)];
  }
  if (LOOK_ALIKES.has(sign)) return ["look_alike", LOOK_ALIKES.get(sign)];
  const normal = sign.normalize("NFKC");
  const changed = normal !== sign && ASCII.test(normal);
  const letter = changed ? normal : sign;
  if (kind === "code" && CODE_LOOK_ALIKES.has(letter)) return ["look_alike", CODE_LOOK_ALIKES.get(letter)];
  return [changed ? "full_width" : null, letter];
}

// The place of a first letter that alone is a capital, as keyboards make it.
function autoCapital(signs) {
  const letters = signs.filter((sign) => /^[A-Za-z]+$/.test(sign.text));
  const firstOnly =
    letters.length > 1 && isCapital(letters[0].text) && !letters.slice(1).some((sign) => isCapital(sign.text));
  return firstOnly && signs[0] === letters[0] ? [letters[0].place] : [];
}

// Capitals and no small letter, as Python's str.isupper says it.
function isCapital(text) {
  return ASCII.test(text) && /[A-Z]/.test(text) && !/[a-z]/.test(text);
}

function placesOf(signs) {
  return signs.map((sign) => sign.place);
}

function pairs(from, to) {
  const meant = [...to];
  return new Map([...from].map((sign, index) => [sign, meant[index]]));
}

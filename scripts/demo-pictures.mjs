// Draws the pictures of the demo's story into backend/demo, as photos of 1200×900 pixels. Run it again only to change
// them: `make demo-pictures`. They are drawn so that nobody's photo, and nobody's face, stands for a story that is made up.

import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { chromium } = createRequire(join(root, "tests/browser/package.json"))("playwright-core");
const OUT = join(root, "backend/demo");

// The same picture every time: a small generator of numbers instead of Math.random (mulberry32).
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const p = (d, fill, more = "") => `<path d="${d}" fill="${fill}" ${more}/>`;
const line = (d, stroke, width, more = "") =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
const rect = (x, y, w, h, fill, r = 0, more = "") => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${more}/>`;
const circle = (x, y, r, fill, more = "") => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;
const at = (x, y, scale, content) => `<g transform="translate(${x} ${y}) scale(${scale})">${content}</g>`;

// Ridges of a mountain range, with snow on the high peaks.
function range(seed, base, height, fill, snow) {
  const roll = dice(seed);
  const points = [];
  for (let x = -100; x <= 1300; x += 70 + roll() * 60) points.push([x, base - height * (0.35 + 0.65 * roll())]);
  let drawn = p(`M-100 ${base} ${points.map(([x, y]) => `L${x} ${y}`).join(" ")} L1300 ${base}Z`, fill);
  if (!snow) return drawn;
  for (let index = 1; index < points.length - 1; index += 1) {
    const [[ax, ay], [x, y], [bx, by]] = [points[index - 1], points[index], points[index + 1]];
    if (y >= ay || y >= by || y > base - height * 0.62) continue;
    const part = 0.38;
    const left = [x + (ax - x) * part, y + (ay - y) * part];
    const right = [x + (bx - x) * part, y + (by - y) * part];
    const middle = (left[0] + right[0]) / 2;
    drawn += p(`M${x} ${y}L${left[0]} ${left[1]}L${(left[0] + middle) / 2 + 6} ${left[1] - 16}L${middle} ${right[1] + 10}L${(right[0] + middle) / 2} ${right[1] - 18}L${right[0]} ${right[1]}Z`, snow);
  }
  return drawn;
}

function sky(from, to, sun) {
  return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>
    ${rect(0, 0, 1200, 900, "url(#sky)")}${sun ? circle(sun[0], sun[1], 54, sun[2], 'opacity=".95"') + circle(sun[0], sun[1], 90, sun[2], 'opacity=".18"') : ""}`;
}

function poplars(x, y, count, scale, seed) {
  const roll = dice(seed);
  let drawn = "";
  for (let index = 0; index < count; index += 1) {
    const height = 120 + roll() * 60;
    drawn += at(x + index * 46 * scale + roll() * 14, y + roll() * 8, scale,
      rect(-4, -30, 8, 34, "#6a4a2a") + p(`M0 ${-height}C26 ${-height * 0.6} 24 -50 0 -22C-24 -50 -26 ${-height * 0.6} 0 ${-height}Z`, roll() > 0.5 ? "#55773d" : "#648a46"));
  }
  return drawn;
}

const yurt = (x, y, scale) => at(x, y, scale, p("M-70 0V-46C-70 -92 70 -92 70 -46V0Z", "#f5ead2") + rect(-72, -52, 144, 13, "#a3281e")
  + line("M-60 -45l12 -4 12 8 12 -8 12 8 12 -8 12 8 12 -8 12 8 12 -8 12 4", "#f0c25a", 3) + p("M-18 0V-34H18V0Z", "#7d1c14") + p("M-16 -82a16 10 0 0 1 32 0Z", "#a3281e"));

function house(x, y, scale, wall = "#f3e7cd", roof = "#8a5a3a") {
  return at(x, y, scale, rect(-80, -70, 160, 70, wall) + p("M-96 -66L0 -126L96 -66Z", roof) + rect(-56, -48, 34, 30, "#3c6f86", 3)
    + line("M-39 -48v30M-56 -33h34", "#fffdf8", 3) + rect(18, -50, 34, 50, "#6b3f23", 3) + rect(-80, -8, 160, 8, "#b59a70"));
}

function school(x, y, scale) {
  let windows = "";
  for (let column = 0; column < 6; column += 1) {
    if (column === 2 || column === 3) continue;
    for (const row of [0, 1]) windows += rect(-170 + column * 58, -108 + row * 54, 40, 34, "#3c6f86", 3) + line(`M${-150 + column * 58} ${-108 + row * 54}v34`, "#fffdf8", 3);
  }
  return at(x, y, scale, rect(-190, -125, 380, 125, "#f3e7cd") + p("M-206 -122H206L186 -150H-186Z", "#a3281e") + windows
    + rect(-52, -146, 104, 146, "#ead9b5") + p("M-64 -142L0 -182L64 -142Z", "#7d1c14") + rect(-20, -52, 40, 52, "#6b3f23", 3)
    + rect(-36, -118, 72, 26, "#fffdf8", 4) + line("M-26 -105h52", "#a3281e", 4) + line("M0 -182v-46", "#6b5a44", 4) + p("M2 -226h44v26h-44Z", "#a3281e") + circle(24, -213, 7, "#f0c25a"));
}

// A person, from behind or afar: no face.
function person(x, y, scale, coat, { hat = "#f5ead2", bag = "", skirt = false, tool = "" } = {}) {
  return at(x, y, scale, line("M-7 -34L-10 0M7 -34L10 0", "#3a3026", 9) + (skirt ? p("M-16 -58H16L24 -16H-24Z", coat) : "")
    + p("M-17 -88C-17 -102 17 -102 17 -88L15 -34H-15Z", coat) + line("M-17 -84L-26 -52M17 -84L26 -52", coat, 9)
    + circle(0, -112, 13, "#d9a679") + p("M-15 -114C-14 -136 14 -136 15 -114Z", hat) + (bag ? rect(-13, -88, 26, 32, bag, 6) : "") + tool);
}

function river(top, bottom, seed, left = [300, 120], right = [900, 1080]) {
  const roll = dice(seed);
  let drawn = p(`M${left[0]} ${top}C${left[0] - 40} ${(top + bottom) / 2} ${left[1] + 60} ${bottom - 80} ${left[1]} ${bottom}H${right[1]}C${right[1] - 60} ${bottom - 80} ${right[0] + 40} ${(top + bottom) / 2} ${right[0]} ${top}Z`, "#2c7d99");
  for (let index = 0; index < 26; index += 1) {
    const y = top + 14 + roll() * (bottom - top - 20);
    const x = 330 + roll() * 480;
    drawn += line(`M${x} ${y}q22 -9 44 0t44 0`, "#bfe0e8", 2.5 + (y - top) / 90, 'opacity=".55"');
  }
  return drawn;
}

const banks = (top) => p(`M-10 ${top - 24}C140 ${top - 60} 260 ${top - 20} 330 ${top + 10}C300 ${top + 120} 190 ${top + 240} 90 910H-10Z`, "#8fa85c")
  + p(`M1210 ${top - 24}C1060 ${top - 60} 940 ${top - 20} 870 ${top + 10}C900 ${top + 120} 1010 ${top + 240} 1110 910H1210Z`, "#a9b565")
  + p(`M330 ${top + 10}C300 ${top + 120} 190 ${top + 240} 90 910H60C160 ${top + 240} 270 ${top + 110} 300 ${top + 4}Z`, "#6d7f45", 'opacity=".5"')
  + p(`M870 ${top + 10}C900 ${top + 120} 1010 ${top + 240} 1110 910H1140C1040 ${top + 240} 930 ${top + 110} 900 ${top + 4}Z`, "#7c8a4a", 'opacity=".5"');

function stones(seed, count, y0, spread) {
  const roll = dice(seed);
  let drawn = "";
  for (let index = 0; index < count; index += 1) {
    const x = 340 + (index / (count - 1)) * 520 + roll() * 20;
    const y = y0 + roll() * spread;
    drawn += `<ellipse cx="${x}" cy="${y}" rx="${26 + roll() * 16}" ry="${11 + roll() * 5}" fill="#8c8778"/><ellipse cx="${x}" cy="${y - 4}" rx="${20 + roll() * 10}" ry="6" fill="#aaa595"/>`;
  }
  return drawn;
}

const valley = (seed, { from = "#8fc3dd", to = "#f6e7c8", sun = [960, 150, "#f7d98a"] } = {}) => sky(from, to, sun)
  + range(seed, 470, 330, "#6f86ab", "#fbf6ea") + range(seed + 1, 500, 200, "#536d8f") + range(seed + 2, 530, 110, "#6e8a62")
  + rect(0, 528, 1200, 372, "#6e8a62");

function pier(x, y, height, width = 74) {
  return rect(x - width / 2, y - height, width, height, "#b9b5ab") + rect(x - width / 2, y - height, width * 0.3, height, "#cfcbc1")
    + rect(x - width / 2 - 12, y - height - 18, width + 24, 22, "#a7a297", 3) + p(`M${x - width / 2 - 10} ${y}q${width / 2 + 10} 24 ${width + 20} 0v-16h-${width + 20}Z`, "#9a9588")
    + line(`M${x - width / 2 - 20} ${y + 10}q20 -10 40 0t40 0t30 0`, "#d7edf2", 4);
}

function rebar(x, y, width) {
  let drawn = "";
  for (let offset = 0; offset <= width; offset += 14) drawn += line(`M${x + offset} ${y}v-46`, "#7a4d2a", 4);
  return drawn + line(`M${x} ${y - 14}h${width}M${x} ${y - 32}h${width}`, "#7a4d2a", 3);
}

function crane(x, y, scale) {
  return at(x, y, scale, rect(-70, -46, 150, 34, "#d9951a", 6) + rect(-60, -92, 62, 50, "#e8b04a", 6) + rect(-50, -84, 34, 26, "#bfe0e8", 3)
    + [-48, 0, 52].map((cx) => circle(cx, -8, 20, "#2b2b2b") + circle(cx, -8, 8, "#8c8778")).join("")
    + line("M30 -48L-120 -330", "#c07c10", 16) + line("M24 -48L-122 -322", "#f0c25a", 4) + line("M-120 -330V-212", "#3a3026", 3) + p("M-128 -214h16l-8 16Z", "#3a3026"));
}

function railing(x1, x2, y, colour = "#a3281e") {
  let drawn = line(`M${x1} ${y - 44}H${x2}M${x1} ${y - 22}H${x2}`, colour, 6);
  for (let x = x1; x <= x2; x += 44) drawn += line(`M${x} ${y}v-46`, colour, 6);
  return drawn;
}

// A room seen from the front: wall, floor, light.
const room = (wall, floor, skirting) => rect(0, 0, 1200, 900, wall) + p("M0 640H1200V900H0Z", floor) + rect(0, 626, 1200, 18, skirting);

const windowFrame = (x, y, w, h) => rect(x, y, w, h, "#fffdf8", 6) + rect(x + 14, y + 14, w - 28, h - 28, "#9fd0e4", 4)
  + p(`M${x + 14} ${y + h - 14}v-40l50 -46 44 34 60 -60 ${w - 28 - 154} 72v40Z`, "#7d94b5") + line(`M${x + w / 2} ${y + 10}v${h - 20}M${x + 10} ${y + h * 0.42}h${w - 20}`, "#fffdf8", 12);

function operatingLamp(x, y, scale, on) {
  const beam = on ? p("M-120 60L-300 520H300L120 60Z", "#fff7d6", 'opacity=".35"') : "";
  return at(x, y, scale, beam + line("M0 -260V-30", "#b7c3c8", 16) + `<ellipse cx="0" cy="20" rx="170" ry="54" fill="#dfe7ea"/><ellipse cx="0" cy="34" rx="150" ry="40" fill="${on ? "#fff2b8" : "#b7c3c8"}"/>`
    + [-84, -28, 28, 84].map((cx) => circle(cx, 36, 19, on ? "#fffdf0" : "#94a3aa")).join(""));
}

const table = (x, y, scale, sheet, frame) => at(x, y, scale, rect(-250, -40, 500, 34, sheet, 16) + rect(-250, -58, 120, 34, sheet, 16) + rect(-36, -8, 72, 150, frame) + rect(-130, 136, 260, 26, frame, 8));

function monitor(x, y, scale, alive) {
  return at(x, y, scale, line("M0 60V330M-60 330H60", "#8fa0a8", 14) + rect(-110, -90, 220, 160, "#37474f", 12) + rect(-94, -74, 188, 128, alive ? "#0f2b2f" : "#59666c", 6)
    + (alive ? line("M-88 -20h40l12 -34 18 62 14 -28h30l12 -22 14 22h30", "#7de0a4", 5) + line("M-88 28h40l10 -12 14 12h100", "#f0c25a", 4) : line("M-60 30L60 -50", "#3f4b51", 6)));
}

const pictures = {
  "bridge-before": valley(11) + school(940, 500, 0.62) + poplars(700, 512, 4, 0.7, 3) + yurt(180, 520, 0.9) + river(520, 900, 5) + banks(540) + stones(9, 9, 690, 34)
    + person(480, 705, 1.05, "#a3281e", { bag: "#d9951a" }) + person(575, 700, 1, "#2c6a3d", { bag: "#12607a", hat: "#3a3026" }) + person(665, 712, 0.92, "#12607a", { bag: "#a3281e", skirt: true, hat: "#fffdf8" }),
  "bridge-survey": valley(21, { from: "#a6cbdc" }) + school(960, 500, 0.55) + river(520, 900, 15) + banks(540)
    + [320, 250, 180].map((x, index) => line(`M${x} ${590 + index * 70}v-54`, "#7a4d2a", 6) + p(`M${x} ${538 + index * 70}h30l-8 10 8 10h-30Z`, "#a3281e")).join("")
    + at(210, 700, 1.25, line("M0 -90L-44 20M0 -90L44 20M0 -90V20", "#8a5a2a", 7) + rect(-22, -126, 44, 36, "#d9951a", 6) + circle(22, -108, 11, "#3a3026"))
    + person(128, 740, 1.5, "#d9951a", { hat: "#e8b04a" }) + person(960, 640, 1, "#12607a", { hat: "#e8b04a", tool: line("M26 -52V30", "#a3281e", 7) + line("M26 -30V-10M26 10V24", "#fffdf8", 7) }),
  "bridge-piers": valley(31, { from: "#9cc6da", to: "#f4e3bd" }) + school(960, 496, 0.5) + river(520, 900, 25) + pier(470, 740, 190) + pier(740, 730, 180) + rebar(436, 534, 70) + rebar(706, 534, 70) + banks(540)
    + rect(120, 600, 160, 18, "#b98a52", 3) + rect(132, 580, 140, 18, "#c99a62", 3) + rect(140, 560, 120, 18, "#b98a52", 3)
    + person(316, 640, 1.1, "#d9951a", { hat: "#fffdf8", tool: line("M26 -52L54 -6", "#7a4d2a", 7) }) + person(246, 700, 1.25, "#2c6a3d", { hat: "#e8b04a" }) + person(905, 610, 0.9, "#a3281e", { hat: "#e8b04a" }),
  "bridge-deck": valley(41) + school(980, 496, 0.5) + river(520, 900, 35) + pier(470, 760, 190) + pier(740, 750, 180) + banks(540)
    + rect(250, 536, 380, 36, "#a7a297", 3) + rect(250, 532, 380, 10, "#cfcbc1", 3) + at(0, 0, 1, rect(660, 428, 260, 34, "#a7a297", 3) + rect(660, 424, 260, 10, "#cfcbc1", 3) + line("M690 424L786 352L890 424", "#3a3026", 4))
    + crane(920, 620, 1.25) + person(300, 532, 0.9, "#d9951a", { hat: "#e8b04a", tool: line("M26 -52L60 -96", "#d9a679", 8) }) + person(210, 640, 1.2, "#12607a", { hat: "#fffdf8" }),
  "bridge-done": valley(51, { from: "#7fbbdc", to: "#fbeccb" }) + school(960, 500, 0.6) + poplars(760, 514, 3, 0.7, 8) + yurt(150, 524, 0.85) + river(530, 900, 45) + pier(440, 780, 190) + pier(760, 780, 190) + banks(550)
    + rect(160, 556, 880, 40, "#a7a297", 4) + rect(160, 550, 880, 12, "#d5d1c6", 4) + person(420, 552, 1, "#a3281e", { bag: "#d9951a" }) + person(500, 552, 0.95, "#12607a", { bag: "#a3281e", skirt: true }) + person(572, 552, 0.88, "#2c6a3d", { bag: "#e8b04a", hat: "#3a3026" })
    + person(760, 552, 1.15, "#6b3f23", { hat: "#fffdf8" }) + railing(180, 1020, 556),
  "hospital-outside": valley(61, { from: "#9ccadf" }) + p("M0 620C300 560 900 560 1200 620V900H0Z", "#9aae63") + p("M470 900C540 760 560 700 575 640H640C660 700 690 760 770 900Z", "#d8c9a4")
    + at(610, 650, 1.35, rect(-300, -210, 600, 210, "#f7f1e2") + rect(-300, -226, 600, 26, "#12607a") + [0, 1].map((row) => [-262, -190, -118, 82, 154, 226].map((x) => rect(x, -182 + row * 86, 46, 52, "#5b93aa", 3) + line(`M${x + 23} ${-182 + row * 86}v52`, "#fffdf8", 3)).join("")).join("")
      + rect(-58, -250, 116, 250, "#fffdf8") + rect(-14, -226, 28, 84, "#a3281e", 3) + rect(-42, -198, 84, 28, "#a3281e", 3) + rect(-30, -74, 60, 74, "#3c6f86", 3) + line("M0 -74v74", "#fffdf8", 3))
    + poplars(120, 680, 4, 1.1, 12) + poplars(980, 680, 4, 1.1, 14) + at(250, 770, 1.1, rect(-110, -76, 200, 62, "#fffdf8", 10) + p("M90 -76h34l26 34v28H90Z", "#fffdf8") + rect(98, -66, 32, 26, "#5b93aa", 3) + rect(-110, -46, 260, 10, "#a3281e") + [-64, 94].map((x) => circle(x, -12, 20, "#2b2b2b") + circle(x, -12, 8, "#b7c3c8")).join("") + rect(-30, -70, 10, 28, "#a3281e") + rect(-39, -61, 28, 10, "#a3281e")),
  "hospital-before": room("#cfc7ae", "#9c8f75", "#857a62") + windowFrame(110, 150, 260, 250) + p("M820 90l60 70-34 50 46 66-30 56", "none", 'stroke="#a89f84" stroke-width="6"') + p("M700 0h180v54q-60 30 -90 16t-90 6Z", "#b8ae92") + operatingLamp(600, 250, 0.9, false) + table(600, 660, 1, "#b9b099", "#8a8069") + monitor(960, 430, 1, false)
    + rect(120, 520, 150, 130, "#a79c80", 6) + line("M120 566h150M120 610h150", "#857a62", 5) + circle(300, 705, 26, "none", 'stroke="#7b715b" stroke-width="8"'),
  "hospital-work": room("#e9efe9", "#c8c3b4", "#b3ad9b") + windowFrame(110, 150, 260, 250) + p("M480 0H1200V400L980 470L760 380L480 430Z", "#dfe9e2") + rect(700, 470, 300, 156, "#bfe0e8") + [0, 1, 2].map((row) => [0, 1, 2, 3, 4].map((column) => rect(704 + column * 60, 474 + row * 52, 54, 46, "#e6f3f5", 2)).join("")).join("")
    + line("M480 640L560 250M620 640L560 250M508 500h86M525 410h58", "#b98a52", 12) + person(566, 560, 1.7, "#12607a", { hat: "#e8b04a", tool: line("M26 -54L78 -92", "#d9a679", 8) + rect(70, -124, 46, 30, "#fffdf8", 4) })
    + person(860, 800, 2.1, "#d9951a", { hat: "#fffdf8" }) + rect(180, 700, 120, 84, "#fffdf8", 6) + rect(190, 690, 100, 22, "#2c6a3d", 6) + rect(310, 720, 100, 64, "#fffdf8", 6) + rect(320, 710, 80, 20, "#a3281e", 6),
  "hospital-ready": room("#dcebe6", "#b7cfc8", "#8fb3aa") + rect(0, 420, 1200, 210, "#c9e0da") + windowFrame(100, 120, 260, 250) + operatingLamp(610, 230, 1.05, true) + monitor(950, 410, 1.05, true)
    + at(230, 640, 1.2, rect(-90, -130, 180, 16, "#c5d0d4", 4) + rect(-90, -70, 180, 14, "#c5d0d4", 4) + line("M-86 -130V60M86 -130V60", "#9fb0b6", 8) + [-60, -24, 12, 48].map((x) => rect(x, -152, 22, 22, "#fffdf8", 3)).join("") + rect(-64, -98, 56, 28, "#2c8a8a", 3) + rect(4, -98, 56, 28, "#2c8a8a", 3))
    + person(500, 752, 2, "#2c8a8a", { hat: "#2c8a8a" }) + person(740, 754, 2, "#2c8a8a", { hat: "#12607a" })
    + table(610, 690, 1.05, "#236f6f", "#7f939b"),
  "water-before": valley(71, { from: "#b6cfd6", to: "#f3dfb4" }) + p("M0 560C260 520 760 520 1200 580V900H0Z", "#c3ab6a") + p("M380 900C460 760 620 700 860 640L890 652C700 720 560 800 520 900Z", "#a88f55") + house(180, 590, 0.9) + house(1010, 600, 0.8, "#ead9b5", "#a3281e")
    + line("M470 880C560 770 690 700 870 645", "#5a99ad", 16, 'opacity=".75"')
    + at(420, 760, 1.5, person(0, 0, 1, "#a3281e", { skirt: true, hat: "#fffdf8" }) + line("M-60 -84H60", "#7a4d2a", 6) + line("M-54 -84v30M54 -84v30", "#3a3026", 3) + p("M-72 -54h36l-6 38h-24Z", "#7f939b") + p("M36 -54h36l-6 38h-24Z", "#7f939b"))
    + at(700, 780, 1.3, rect(-90, -70, 130, 56, "#2c6a3d", 8) + p("M40 -64h44l14 30v20H40Z", "#55773d") + [-56, 66].map((x) => circle(x, -10, 22, "#2b2b2b") + circle(x, -10, 9, "#b7c3c8")).join("") + rect(-80, -104, 110, 36, "#8fb3c2", 14)),
  "water-trench": valley(81) + p("M0 570C300 530 800 530 1200 590V900H0Z", "#b9a862") + house(980, 590, 0.8) + house(1110, 610, 0.7, "#ead9b5", "#a3281e") + p("M520 900L700 590H750L760 900Z", "#6b4f2c") + p("M520 900L700 590H712L590 900Z", "#8a6a3c")
    + line("M668 900L728 596", "#12607a", 26) + line("M660 900L723 596", "#3f8fa8", 8) + p("M770 900L756 590C840 640 900 760 930 900Z", "#8a6a3c") + at(330, 720, 1.5, rect(-70, -60, 130, 46, "#d9951a", 6) + rect(-50, -110, 66, 56, "#e8b04a", 6) + rect(-38, -100, 40, 28, "#bfe0e8", 3) + rect(-84, -18, 160, 26, "#2b2b2b", 13) + line("M40 -64L130 -140L190 -60", "#c07c10", 16) + p("M176 -66h34l10 34h-40Z", "#3a3026"))
    + person(860, 720, 1.4, "#12607a", { hat: "#e8b04a", tool: line("M26 -52L20 10", "#7a4d2a", 7) }),
  "water-tap": valley(91, { from: "#8cc4de" }) + p("M0 580C300 540 900 540 1200 590V900H0Z", "#95ad5e") + house(220, 610, 1.05, "#f3e7cd", "#a3281e") + poplars(900, 610, 5, 1, 22) + `<ellipse cx="620" cy="800" rx="240" ry="46" fill="#8c8778"/><ellipse cx="620" cy="792" rx="220" ry="38" fill="#aaa595"/>`
    + rect(600, 560, 44, 230, "#12607a", 10) + rect(588, 546, 68, 30, "#0d4a5e", 8) + line("M612 590H540V622", "#8fa0a8", 18) + line("M540 634V752", "#7cc4dc", 14) + p("M496 752h88l-12 60h-64Z", "#a3281e") + line("M506 752q34 -40 68 0", "#3a3026", 5)
    + person(450, 812, 1.7, "#d9951a", { skirt: true, hat: "#a3281e" }) + person(780, 800, 1.3, "#2c6a3d", { hat: "#3a3026" }),
  "kindergarten-old": valley(101, { from: "#b4c6cc", to: "#eadcb8" }) + p("M0 590C300 560 900 560 1200 600V900H0Z", "#b3aa70") + at(600, 660, 1.6, rect(-180, -120, 360, 120, "#d8c9a4") + p("M-200 -116L-180 -150H180L200 -116Z", "#7b715b") + p("M40 -150l30 -2 14 34h-56Z", "#5a5244") + [-150, -80, 60, 120].map((x) => rect(x, -92, 40, 40, "#6d7f86", 2)).join("") + rect(-18, -62, 40, 62, "#6b5a44") + p("M-180 -60l30 14-18 20 26 26h-38Z", "#bfae86"))
    + line("M200 760v-90M200 676h120M320 760v-90", "#7b715b", 10) + line("M240 680l-20 60M280 680v56", "#7b715b", 5) + poplars(960, 640, 4, 0.9, 31),
  "kindergarten-new": valley(111, { from: "#86c3e0", to: "#fbeccb" }) + p("M0 590C300 560 900 560 1200 600V900H0Z", "#8fb05f") + at(600, 660, 1.6, rect(-200, -130, 400, 130, "#fbeccb") + p("M-220 -126L0 -196L220 -126Z", "#12607a") + [-170, -104, 64, 130].map((x, index) => rect(x, -98, 44, 46, "#5b93aa", 4) + rect(x - 4, -102, 52, 8, ["#a3281e", "#2c6a3d", "#d9951a", "#a3281e"][index], 3)).join("") + rect(-26, -78, 54, 78, "#a3281e", 6) + circle(0, -152, 17, "#f0c25a") + line("M-11 -152h22M0 -163v22", "#a3281e", 3))
    + line("M180 790L230 660L280 790M230 664H400M400 664L350 790M400 664L450 790", "#a3281e", 12) + line("M290 668V740M330 668V740", "#3a3026", 4) + rect(280, 738, 60, 12, "#d9951a", 4) + p("M820 800L930 690H964V800H944V712L860 806Z", "#12607a")
    + person(520, 800, 1, "#d9951a", { hat: "#a3281e" }) + person(600, 812, 0.95, "#12607a", { skirt: true, hat: "#e8b04a" }) + person(690, 796, 1, "#2c6a3d", { hat: "#fffdf8" }) + person(760, 806, 1.5, "#7d1c14", { skirt: true, hat: "#fffdf8" }),
  "school-heating": valley(121, { from: "#c9d6dc", to: "#eef1ee", sun: null }) + p("M0 580C300 540 900 540 1200 590V900H0Z", "#f4f4f0") + school(600, 660, 1.5) + rect(900, 470, 40, 190, "#8c6a55") + p("M905 450q-30 -40 10 -60t-10 -70", "none", 'stroke="#b9b5ab" stroke-width="22" stroke-linecap="round" opacity=".7"')
    + poplars(90, 650, 3, 0.9, 41) + person(330, 780, 1.2, "#a3281e", { bag: "#12607a" }) + person(420, 790, 1.1, "#12607a", { bag: "#d9951a", skirt: true }) + Array.from({ length: 60 }, (_, index) => { const roll = dice(900 + index); return circle(roll() * 1200, roll() * 900, 3 + roll() * 4, "#fffdf8", 'opacity=".9"'); }).join(""),
  "street-lights": sky("#1c2946", "#3d4d7a") + circle(980, 140, 44, "#fbf4e4") + Array.from({ length: 70 }, (_, index) => { const roll = dice(500 + index); return circle(roll() * 1200, roll() * 380, 1 + roll() * 2, "#fbf4e4"); }).join("") + range(131, 520, 260, "#2a3a63", "#55689a") + p("M0 520H1200V900H0Z", "#24304f") + p("M420 900L570 530H640L800 900Z", "#39425f")
    + [[300, 720, 1.3], [400, 620, 0.9], [900, 720, 1.3], [800, 620, 0.9]].map(([x, y, s], index) => at(x, y, s, p(index % 2 || index === 2 ? "M-20 -236L-120 60H60Z" : "M20 -236L-60 60H120Z", "#f0c25a", 'opacity=".22"') + line("M0 0V-240", "#8fa0a8", 10) + line(`M0 -240H${index < 2 ? 40 : -40}`, "#8fa0a8", 8) + circle(index < 2 ? 44 : -44, -234, 13, "#fff2b8"))).join("")
    + house(150, 640, 0.9, "#8a8069", "#4a3a34") + house(1060, 640, 0.9, "#8a8069", "#4a3a34") + person(610, 800, 1.5, "#a3281e", { bag: "#d9951a" }),
};

mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.TEST_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
for (const [name, drawing] of Object.entries(pictures)) {
  await page.setContent(`<style>body{margin:0}svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="0 0 1200 900">${drawing}</svg>`);
  writeFileSync(join(OUT, `${name}.jpg`), await page.screenshot({ type: "jpeg", quality: 78 }));
}
await browser.close();

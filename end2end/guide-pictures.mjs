// Usage: node guide-pictures.mjs OUT_FOLDER [NAME…]
// Takes the pictures of docs/guides anew: of Liverpool and Calder Vale, served from empty databases by the program that was built last, and of the council that
// docs/guides/new-council.md makes. With names, only those that begin with one of them are kept. scripts/guide-pictures.sh calls it and makes them small.
// MEASURE_UP_BIN and SITE stand in for the program and the site that the scripts built, LIVERPOOL for the address of a server of Liverpool that is running.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { blocks } from "./guides.mjs";
import { Studio } from "./studio.mjs";

const [out, ...only] = process.argv.slice(2);
if (!out) throw new Error("usage: node guide-pictures.mjs OUT_FOLDER [NAME…]");
const root = resolve(fileURLToPath(import.meta.url), "../..");

const ward = "/areas/E05015279";
const neighbourhood = "/areas/LN03";
const measure = "/measures/young-people-neet";
const entry = "/manage/measures/evictions/2026-01-01_P3M";

async function resident(city) {
  const wide = await city.wide();
  const phone = await city.phone();
  await phone.open("/find?q=anfield");
  await phone.snap("resident-find-390", { from: phone.h1(), to: phone.css("main ul.plain") });
  await wide.open(ward);
  await wide.snap("resident-ward-1280", { from: wide.css("main nav.crumbs"), to: wide.css("section.bar") });
  const education = wide.css('section[aria-labelledby^="theme-education"]');
  await wide.snap("resident-row-1280", { from: education, to: education.locator("tbody tr").nth(1) });
  await wide.css('details[data-control="group"] summary').click();
  await wide.snap("resident-group-1280", { from: wide.css("section.bar"), to: wide.css('details[data-control="group"] .panel'), most: 640 });
  await wide.open(`${ward}?compare=E05015292`);
  await wide.snap("resident-compare-1280", { from: wide.css("section.bar"), to: wide.css("table.rows tbody tr") });
  await wide.open(`${measure}/why?area=E05015279`);
  await wide.snap("resident-why-1280", { from: wide.h1(), before: wide.heading("Has it really changed?") });
  await phone.open(`${measure}?area=E05015279`);
  await phone.snap("resident-time-390", { from: phone.css("#chart-trend h2"), before: phone.css("#chart-trend details") });
  await phone.open(`${ward}/minute`);
  await phone.snap("resident-minute-390", { from: phone.h1(), before: phone.heading("Worse here than in Liverpool") });
  await wide.open("/data/due");
  await wide.snap("resident-due-1280", { from: wide.h1(), to: wide.css("main section:nth-of-type(3)"), most: 640 });
}

async function councillor(city, vale) {
  const wide = await city.wide();
  await wide.open(`${ward}/minute`);
  await wide.snap("councillor-minute-1280", { from: wide.h1(), before: wide.heading("Unlike the wards most like it") });
  await wide.open("/areas?measure=adults-in-work");
  await wide.snap("councillor-areas-1280", { from: wide.h1(), to: wide.css("table.places"), most: 900 });
  await wide.open(`${neighbourhood}?compare=E05015279,E05015292`);
  await wide.snap("councillor-compare-1280", { from: wide.css("section.bar"), to: wide.css("table.rows tbody tr") });
  await wide.open(`${ward}/alike`);
  await wide.snap("councillor-alike-1280", { from: wide.heading("What one would expect here"), to: wide.css("table.expected tbody tr:nth-child(4)") });
  await wide.open("/measures/adults-in-work/average");
  await wide.snap("councillor-average-1280", { from: wide.h1(), to: wide.css("main table tbody tr:nth-child(4)") });
  await wide.open(`${neighbourhood}/plan`);
  await wide.snap("councillor-plan-1280", { from: wide.h1(), before: wide.heading("What was learned"), most: 1500 });
  await wide.open("/equality?area=E05015279");
  await wide.snap("councillor-equality-1280", { from: wide.heading("The largest gaps"), to: wide.css("table.gaps tbody tr:nth-child(5)") });
  await wide.open("/reports/neighbourhood/LN03");
  await wide.snap("councillor-report-1280", { from: wide.h1(), before: wide.heading("What comes first here") });
  const public_ = await vale.wide();
  await public_.open("/programmes/warm-homes");
  await public_.snap("councillor-slips-1280", { from: public_.heading("Slip ledger"), to: public_.heading("Slip ledger").locator("xpath=following::table[1]"), most: 520 });
  const before = await vale.signedIn("ward");
  await before.open("/manage/areas/CV-P01");
  await before.snap("councillor-before-1280", { from: before.h1(), to: before.css("main table") });
}

/** Figures on their way from a service into force. */
async function manager(city, vale) {
  const public_ = await city.wide();
  await public_.open("/directorates/neighbourhoods-and-housing?rating=off-target");
  await public_.snap("manager-directorate-1280", { from: public_.h1(), to: public_.css("table.rows tbody tr:nth-child(2)") });
  const service = await vale.signedIn("enters", 1280, (sheet) => sheet.snap("manager-second-step-1280", { from: sheet.h1(), to: sheet.button("Turn it on") }));
  await service.open("/manage");
  await service.snap("manager-own-1280", { from: service.h1(), before: service.heading("Where to go") });
  await service.open("/manage/measures");
  await service.snap("manager-measures-1280", { from: service.h1(), to: service.css("main table") });

  await service.open(entry);
  const cell = (area) => service.page.getByRole("textbox", { name: `${area}: count`, exact: true });
  for (const each of await service.page.getByRole("textbox", { name: /: count$/ }).all()) await each.fill("0");
  for (const area of ["Calder Vale", "Millwater", "Dunnock Green"]) await cell(area).fill("30");
  await service.snap("manager-entry-1280", { from: service.h1(), to: service.css("main table tbody tr:nth-child(9)") });
  await service.page.getByLabel("What lies behind").fill("More homes were lost because the court cleared its backlog. We will offer advice at every hearing from July.");
  await service.press(service.button("Submit for approval"));
  await service.snap("manager-findings-1280", { from: service.page.getByRole("alert"), to: service.page.getByLabel("Mend it, or say why it is right").first() });
  await service.page.getByLabel("Mend it, or say why it is right").fill("The county court cleared its backlog in May.");
  await service.snap("manager-commentary-1280", { from: service.heading("Commentary"), to: service.page.getByRole("button", { name: "Submit for approval" }).last() });
  await service.press(service.button("Submit for approval"));

  const approver = await vale.signedIn("approves");
  await approver.open("/manage/approvals");
  await approver.press(approver.link(/^Evictions/));
  await approver.snap("manager-approval-1280", { from: approver.h1(), to: approver.css("main table tbody tr:nth-child(4)") });
  await approver.snap("manager-decision-1280", { from: approver.heading(/Everything implausible|1 thing/), to: approver.button("Return with this note") });
  await approver.page.getByLabel("What is to be changed").fill("Which court?");
  await approver.press(approver.button("Return with this note"));
  const phone = await vale.phone();
  await phone.page.context().addCookies(await service.page.context().cookies());
  await phone.open(entry);
  await phone.snap("manager-returned-390", { from: phone.h1(), to: phone.css(".returned"), most: 620 });
  await service.open(entry);
  await service.page.getByLabel("What lies behind").fill("More homes were lost because Dale Court cleared its backlog. We will offer advice at every hearing from July.");
  await service.press(service.button("Submit for approval"));
  await approver.open("/manage/approvals");
  await approver.press(approver.link(/^Evictions/));
  await approver.press(approver.button(/^Approve$/));
  await service.open("/manage/measures/evictions");
  await service.snap("manager-unreleased-1280", { from: service.h1(), to: service.css("main table tbody tr:nth-child(4)") });

  const action = "/manage/programmes/warm-homes/actions/repairs-desk";
  await service.open(action);
  await service.page.getByLabel("Status").selectOption("Off track");
  await service.page.getByLabel("What was done, and what comes next").fill("The lease of the shop at Dunnock Green is signed.");
  await service.page.getByLabel("Due").fill("2027-04-04");
  await service.page.getByLabel("Why one of these changes").fill("The shop has to be rewired first.");
  await service.snap("manager-action-1280", { from: service.heading("Propose a change"), to: service.button("Propose"), most: 1100 });
  await service.press(service.button("Propose"));
  await approver.open("/manage/programmes");
  await approver.press(approver.page.getByRole("region", { name: "Waiting for your decision" }).getByRole("link").first());
  await approver.snap("team-proposal-1280", { from: approver.h1(), to: approver.button("Approve") });
}

/** As a depot sends it: semicolons, Windows-1252, a title, a blank row, thousands, a footer, and one row that is nothing. */
const depot = Buffer.from(
  [
    "Calder Vale Depot \x96 returns for members;;;;;",
    ";;;;;",
    "measure;area;period;group;numerator;denominator",
    "recycling;CV-D;2026-01-01/P3M;everyone;1,204.5;2,010",
    "recycling;CV-P01;2026-01-01/P3M;everyone;111;210",
    "recycling;CV-P06;2026-01-01/P3M;everyone;301.5;600",
    "recycling;CV-P07;Quarter of the snow;everyone;30;80",
    "Source: weighed at the gate;;;;;",
  ].join("\r\n"),
  "latin1",
);

async function bring(sheet, name, buffer) {
  await sheet.open("/manage/imports");
  await sheet.page.getByLabel("File", { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer });
  await sheet.press(sheet.button("Look at it"));
  await sheet.heading("What was understood").waitFor({ timeout: 20_000 });
}

/** Files, releases and the rest of the framework; then what a councillor sees before a release. */
async function team(vale) {
  const one = await vale.signedIn("team");
  await bring(one, "waste.csv", Buffer.from("where,when,done,asked\nCV-D,Q1 2026/27,481,1000\nCV-P01,Q1 2026/27,101,220\n"));
  for (const [column, use] of [["where", "area"], ["when", "period"], ["done", "numerator"], ["asked", "denominator"]]) {
    await one.page.getByLabel(column, { exact: true }).selectOption(use);
  }
  await one.snap("team-columns-1280", { from: one.heading("Columns"), to: one.page.getByLabel("asked", { exact: true }) });
  await one.press(one.button("Put it away"));
  await bring(one, "depot.csv", depot);
  await one.snap("team-file-1280", { from: one.h1(), to: one.button("Accept"), most: 1300 });
  await one.page.getByRole("checkbox", { name: /Leave out what is refused/ }).check();
  await one.press(one.button("Accept"));
  await one.open("/manage/imports");
  await one.snap("team-imports-1280", { from: one.heading("Files that were imported"), to: one.css("main table") });
}

async function releases(vale) {
  const one = await vale.signedIn("edits");
  await one.open("/manage/releases/new");
  await one.page.getByRole("checkbox", { name: /Evictions/ }).check();
  await one.page.getByLabel("What is new in it").fill("Refuse recycled, January to March 2026.");
  await one.snap("team-prepare-1280", { from: one.h1(), to: one.button("Work it out"), most: 1150 });
  await one.press(one.button("Work it out"));
  await one.heading("Look at this release").waitFor({ timeout: 60_000 });
  await one.snap("team-check-1280", { from: one.h1(), to: one.button("Put it away"), most: 1300 });
  await one.open("/manage/preview/measures/recycling");
  await one.snap("team-preview-1280", { from: one.css("body"), to: one.css("section.bar"), most: 620 });
  await one.open("/manage/releases/check");
  await one.press(one.button("Publish it now"));
  await one.snap("team-published-1280", { from: one.page.getByRole("status").first(), to: one.css("main table") });
  await one.press(one.link("Withdraw or correct it"));
  await one.snap("team-withdraw-1280", { from: one.h1(), to: one.button("Go on") });
}

async function beside(vale) {
  const one = await vale.signedIn("agrees");
  await one.open("/manage/parts/edit?file=money/money.toml");
  const text = one.page.getByLabel("Text of the file");
  await text.fill((await text.inputValue()).replace('title = "Rents"', 'title = "Rents of homes"'));
  await one.press(one.button("Check it"));
  await one.snap("team-part-1280", { from: one.h1(), to: one.page.getByLabel("Text of the file"), most: 620 });
  await one.open("/manage/decisions/new");
  await one.snap("team-decision-1280", { from: one.heading("Social value"), before: one.heading("Environment") });
  const owner = await vale.signedIn("walk");
  await owner.open("/manage/people");
  await owner.snap("team-people-1280", { from: owner.heading("Add somebody"), to: owner.button("Add"), most: 760 });
}

/** A report, written by one and frozen by another. */
async function reports(vale) {
  const one = await vale.signedIn("columns");
  await one.open("/manage/reports");
  await one.page.getByLabel("What it is of").selectOption({ index: 1 });
  await one.press(one.button("Begin"));
  await one.page.getByText("What is said before it", { exact: true }).first().click();
  await one.page.getByLabel(/^What is said before “At a glance”/).fill("This report goes to Cabinet on 8 December. Two measures have no target yet; they will have one by April.");
  await one.snap("team-report-1280", { from: one.h1(), to: one.page.getByText("What is said before it", { exact: true }).nth(4), most: 900 });
  await one.press(one.button("Save and hand in"));
  const other = await vale.signedIn("entry-axe");
  await other.open("/manage/reports");
  await other.press(other.link(/^Quarterly report/));
  await other.snap("team-freeze-1280", { from: other.h1(), to: other.button("Return with this note") });
  await other.press(other.button("Freeze"));
  // It is public within seconds.
  for (let tries = 0; tries < 40 && !(await fetch(`${vale.base}/reports/frozen/1`)).ok; tries += 1) await other.page.waitForTimeout(500);
  await other.open("/reports/frozen/1");
  await other.snap("councillor-frozen-1280", { from: other.h1(), to: other.heading("At a glance"), most: 700 });
}

/** The council of the guide, as it stands there, in a folder of its own. */
async function newCouncil(studio) {
  const home = mkdtempSync(join(tmpdir(), "measure-up-marram-"));
  try {
    for (const { more, lines } of blocks(readFileSync(join(root, "docs/guides/new-council.md"), "utf8"))) {
      if (!more) continue;
      mkdirSync(join(home, dirname(more)), { recursive: true });
      writeFileSync(join(home, more), `${lines.join("\n")}\n`);
    }
    const marram = await studio.serveAlone(join(home, "marram"), home, "tess@example.org");
    const tess = await marram.signedIn("tess@example.org");
    await tess.open("/areas/MA-W2");
    await tess.snap("new-council-area-1280", { from: tess.h1(), to: tess.css("table.rows") });
    await bring(tess, "july.csv", readFileSync(join(home, "july.csv")));
    await tess.snap("new-council-import-1280", { from: tess.h1(), to: tess.button("Accept") });
    await tess.press(tess.button("Accept"));
    await tess.open("/manage/releases/new");
    await tess.page.getByLabel("What is new in it").fill("Figures for July to September 2026.");
    await tess.press(tess.button("Work it out"));
    await tess.heading("Look at this release").waitFor({ timeout: 60_000 });
    await tess.snap("new-council-release-1280", { from: tess.h1(), to: tess.button("Publish it now") });
    await marram.end();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

mkdirSync(out, { recursive: true });
const studio = await Studio.open(out, only);
try {
  if (studio.wantsPart("new-council")) await newCouncil(studio);
  const people = ["manager", "team", "councillor"].some((part) => studio.wantsPart(part));
  const running = process.env.LIVERPOOL;
  const city = !people && !studio.wantsPart("resident") ? null : running ? studio.running(running) : await studio.serve("councils/liverpool");
  if (studio.wantsPart("resident")) await resident(city);
  if (people) {
    const vale = await studio.serve("councils/fixtures/calder-vale");
    // In this order: what one does is seen by the next.
    await manager(city, vale);
    await team(vale);
    await councillor(city, vale);
    await releases(vale);
    await beside(vale);
    await reports(vale);
  }
} finally {
  await studio.close();
}

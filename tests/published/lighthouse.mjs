// Audits pages as Lighthouse's mobile preset does, in one browser: `node lighthouse.mjs PORT ADDRESS…` prints, for each
// address, the four scores from 0 to 100 and what cost points.
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const [port, ...addresses] = process.argv.slice(2);
const found = {};
for (const address of addresses) {
  const run = await lighthouse(address, {
    port: Number(port),
    onlyCategories: CATEGORIES,
    disableFullPageScreenshot: true,
    logLevel: "silent",
  });
  const scores = {};
  const faults = [];
  for (const name of CATEGORIES) {
    const { score, auditRefs } = run.lhr.categories[name];
    scores[name] = Math.round(score * 100);
    for (const { id, weight } of auditRefs) {
      const audit = run.lhr.audits[id];
      if (weight > 0 && audit.score !== null && audit.score < 1) {
        faults.push(`${id}: ${audit.displayValue ?? audit.explanation ?? audit.title}`);
      }
    }
  }
  found[address] = { scores, faults };
}
console.log(JSON.stringify(found));

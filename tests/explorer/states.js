// Show a state and read every number of it: given the fragment of an address and a filter whose choices are counted.
async ([fragment, facet]) => {
  const frames = async (count = 2) => {
    for (let at = 0; at < count; at += 1) await new Promise((done) => requestAnimationFrame(done));
  };
  const text = (node) => (node ? node.textContent.replace(/[ \n\t]+/g, " ").trim() : "");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const own = (node) => [...node.childNodes].filter((one) => one.nodeType === 3).map((one) => one.data).join("").trim();
  const firstApart = (ones, others) => ones.map((one, at) => one - others[at]).find(Boolean) ?? 0;
  const number = (node) => Number(text(node).replace(/[^\d]/g, ""));
  const cardOf = (link) => new URLSearchParams((link.getAttribute("href") ?? "").replace(/^#/, "")).get("card");
  const tail = (node) => Number(/; (\d+) (?:more|autres?)$/.exec(text(node))?.[1] ?? 0);

  history.replaceState(null, "", "#"); // so that the same state again is a change
  location.hash = fragment;
  await frames(3);
  for (let wait = 0; wait < 400; wait += 1) {
    const table = document.querySelector("#table table");
    if (document.body.dataset.view !== "table" || !table) break;
    if (table.tBodies[0].rows.length + 1 >= Number(table.getAttribute("aria-rowcount"))) break;
    const more = document.querySelector("#table .more");
    if (more) more.click();
    else await new Promise((done) => setTimeout(done, 20));
  }
  const panel = document.getElementById("panel");
  const unfold = () => {
    for (let most = 0; most < 200; most += 1) {
      const more = panel.querySelector(".more");
      if (!more) return;
      more.click();
    }
  };
  unfold();
  all("details.left-out", panel).forEach((one) => (one.open = true));
  await frames(2);
  const told = { network: "" };
  told.chosen = text(document.querySelector("#chosen > span.quiet"));
  const undated = document.querySelector("#chips .undated-switch");
  told.undated = undated ? own(undated) : "";
  told.legend = Object.fromEntries(
    all("#legend .legend input").map((box) => [
      box.dataset.key.replace(/^hide-/, ""),
      number(box.closest("label").querySelector(".count")),
    ]),
  );
  const apart = document.querySelector("#legend .apart summary");
  told.apart = apart ? Number(/\((\d+)\)$/.exec(text(apart))[1]) : 0;
  told.changes = all("#when-said .change").map(text);
  const field = document.querySelector(`#legend select[data-key=${facet}]`);
  field.dispatchEvent(new Event("focus"));
  told.facet = Object.fromEntries(
    [...field.options].map((one) => [one.value, Number((/ \(([^()]+)\)$/.exec(one.textContent)?.[1] ?? "").replace(/\D/g, ""))]),
  );
  const view = document.body.dataset.view;
  if (view === "table") {
    const [, caption] = /\(([^()]+)\)$/.exec(text(document.querySelector("#table caption")));
    const rows = all("#table tbody tr").map((row) => {
      const [, joined, weight, since, until, voices, change] = all("td", row);
      const strength = Number(text(weight).replace(",", ".").replace(/\s/g, ""));
      const ends = [strength, text(since), text(until), text(voices), tail(joined), text(change)];
      return [cardOf(joined.querySelector("a")), ends];
    });
    told.table = { caption, rows: Object.fromEntries(rows) };
  }
  if (view === "timeline") {
    const missing = document.querySelector("#timeline > p.quiet");
    told.timeline = { bars: all("#timeline .bar").length, undated: missing ? number(missing) : 0 };
  }
  const notice = (root) => text(root?.querySelector(":scope > .notice"));
  if (panel.querySelector(".pair") && panel.querySelector(".steps, .support") && panel.querySelector("h2.pair .dash")?.textContent.includes("→")) {
    told.path = {
      steps: text(panel.querySelector(".support")),
      support: all(".steps > li > p.quiet", panel).map(text),
    };
  } else if (panel.querySelector("h2.pair")) {
    const support = panel.querySelector(".support");
    if (support) {
      const left = panel.querySelector("details.left-out");
      told.card = {
        support: text(support),
        cut: notice(panel),
        left: text(left?.querySelector("summary")),
        shared: all(":scope > section.shared", panel).length,
        "left shared": left ? all("section.shared", left).length : 0,
        direct: all(":scope > section:not(.shared)", panel).reduce((sum, one) => sum + all(":scope li", one).length, 0),
      };
    } else told.card = {};
  } else if (panel.querySelector("h2")) {
    const sections = all(":scope > section:not(.partners)", panel).filter((one) => one.querySelector("h3 .count"));
    told.card = {
      ties: sections.map((one) => [
        number(one.querySelector("h3 .count")),
        all("ul.claims > li", one).map((claim) =>
          claim.querySelector(".sides") ? -1 : number(claim.querySelector(".evidence-toggle"))
        ).sort((one, other) => one - other),
      ]).sort(([one, ones], [other, others]) => one - other || firstApart(ones, others)),
    };
    const partners = panel.querySelector(":scope > section.partners");
    if (partners) {
      told.card.partners = text(partners.querySelector("h3 .count"));
      told.card.cut = notice(partners);
      told.card.rows = Object.fromEntries(
        all("li", partners).map((row) => {
          const width = Number.parseFloat(row.querySelector(".bar").style.width);
          return [cardOf(row.querySelector("a.inward")), [text(row.querySelector("p.quiet")), tail(row.querySelector(".things")), width]];
        }),
      );
    }
  }
  return told;
};

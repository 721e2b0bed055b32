// The small behaviours every page shares. Pages work without it.
const remember = (name, value) => {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; SameSite=Lax`;
};

const switches = {
  theme: (root) => (root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark"),
  text: (root) => (root.dataset.text = root.dataset.text === "large" ? "normal" : "large"),
};

for (const button of document.querySelectorAll("[data-look]")) {
  if (button.dataset.look === "theme")
    button.setAttribute("aria-pressed", String(document.documentElement.dataset.bsTheme === "dark"));
  button.addEventListener("click", () => {
    const value = switches[button.dataset.look](document.documentElement);
    remember(button.dataset.look, value);
    button.setAttribute("aria-pressed", String(value === "dark" || value === "large"));
    drawCharts();
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

// What is folded away on the screen belongs on the paper; afterwards it is folded again.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("main details:not([open])")];
  for (const fold of unfolded) fold.open = true;
  drawCharts();
});
addEventListener("afterprint", () => {
  for (const fold of unfolded) fold.open = false;
});

for (const button of document.querySelectorAll("[data-copy]")) {
  // A plain http page has no clipboard, and any page may be refused it: then it is copied by hand.
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  button.parentElement.after(told);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      told.textContent = button.dataset.copied;
    } catch {
      told.textContent = button.dataset.byHand;
    }
  });
}

for (const box of document.querySelectorAll("[data-fill-username]")) {
  box.addEventListener("click", () => {
    document.querySelector("[name=login]").value = box.dataset.fillUsername;
    const password = document.querySelector("[name=password]");
    password.value = box.dataset.fillPassword;
    password.form.querySelector("button[type=submit]").focus();
  });
}

// What was typed and not taken goes back into its form; then nobody needs to copy it by hand.
function fill(form, name, value) {
  const fields = [...form.elements].filter((field) => field.name === name && !["hidden", "file"].includes(field.type));
  for (const field of fields) {
    if (field.type === "checkbox" || field.type === "radio") field.checked ||= field.value === value;
    else field.value = value;
  }
  return fields.length > 0;
}

for (const box of document.querySelectorAll("[data-typed]")) {
  const here = (form) => new URL(form.action).pathname === box.dataset.typed && !box.contains(form);
  const form = [...document.forms].find(here);
  if (!form) continue;
  const all = [...box.querySelectorAll("[data-typed-name]")];
  if (!all.map((kept) => fill(form, kept.dataset.typedName, kept.value)).includes(true)) continue;
  for (const copy of box.querySelectorAll("[data-typed-copy]")) copy.hidden = true;
  box.querySelector("[data-typed-filled]").hidden = false;
}

for (const button of document.querySelectorAll("[data-tick-all]")) {
  const boxes = [...button.closest("[data-ticks]").querySelectorAll("[type=checkbox]")];
  button.hidden = false;
  button.addEventListener("click", () => {
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
  });
}

// Words that are asked for are not given by signs that show nothing: the browser says so beside the field.
const NOTHING = /^[\s\p{Z}\p{Cc}\p{Cf}\p{M}\u115f\u1160\u2800\u3164\uffa0\ufffc]+$/u;
function askForWords(field) {
  if (!field.required || !(field.type === "text" || field.type === "textarea")) return;
  field.setCustomValidity(NOTHING.test(field.value) ? document.body.dataset.wordsMissing : "");
}
document.addEventListener("input", (event) => askForWords(event.target));
for (const form of document.forms) [...form.elements].forEach(askForWords);

// A table wider than the screen is scrolled; without this the keyboard could not.
function openTables() {
  for (const box of document.querySelectorAll(".table-responsive")) {
    if (box.scrollWidth <= box.clientWidth) continue;
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    const name = (box.querySelector("caption") ?? box.closest(".card")?.querySelector("h2, h3"))?.textContent.trim();
    if (name) box.setAttribute("aria-label", name);
  }
}
openTables();
addEventListener("resize", openTables);
document.addEventListener("htmx:afterSettle", openTables);

// Names of rows take what they need, but never more than their share of a narrow screen.
function fitNames(axis, box, family) {
  if (!axis?.axisLabel?.overflow) return;
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `12px ${family}`;
  const longest = Math.max(...axis.data.map((name) => pen.measureText(name).width));
  axis.axisLabel.width = Math.ceil(Math.min(longest + 2, box.clientWidth * 0.36));
}

function drawCharts() {
  if (!window.echarts) return;
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--chart-ink").trim();
  const line = style.getPropertyValue("--chart-line").trim();
  const family = getComputedStyle(document.body).fontFamily;
  for (const box of document.querySelectorAll("[data-chart]")) {
    const option = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    fitNames(option.yAxis, box, family);
    const theme = {
      textStyle: { color: ink, fontFamily: family },
      legend: { textStyle: { color: ink } },
      categoryAxis: { axisLabel: { color: ink }, axisLine: { lineStyle: { color: line } } },
      bar: { label: { color: ink, textBorderWidth: 0 } },
      valueAxis: { axisLabel: { color: ink, hideOverlap: true }, splitLine: { lineStyle: { color: line } } },
    };
    echarts.getInstanceByDom(box)?.dispose();
    const plot = echarts.init(box, theme, { renderer: "canvas" });
    plot.setOption({ animation: false, tooltip: { trigger: "item", renderMode: "richText" }, ...option });
  }
}
drawCharts();
addEventListener("resize", drawCharts);

// Lists that are worked through by single keys: only while the focus is within the list (WCAG 2.1.4).
for (const list of document.querySelectorAll("[data-keys]")) {
  list.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    const row = event.target.closest(".form-check");
    const at = boxes.findIndex((box) => row?.contains(box));
    const link = row?.querySelector("a[href]");
    const acts = {
      j: () => boxes[Math.min(at + 1, boxes.length - 1)]?.focus(),
      k: () => boxes[Math.max(at - 1, 0)]?.focus(),
      x: () => boxes[at]?.click(),
      o: () => link?.click(),
      b: () => link && location.assign(`${link.href}#return`),
      r: () => list.requestSubmit(),
      "?": () => document.querySelector("[data-keys-help]")?.toggleAttribute("open"),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
}

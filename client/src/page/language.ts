/** The two languages of every page. A text that the server keeps comes as `{"zh","en"}`. */
export type Language = "zh" | "en";

export type Bilingual = { readonly [language in Language]?: string };

/** The language of the served page. */
export function pageLanguage(): Language {
  return document.documentElement.lang.toLowerCase().startsWith("en") ? "en" : "zh";
}

/** The text in that language, else in the other one. */
export function inLanguage(text: Bilingual | undefined, language: Language): string {
  return text?.[language] ?? text?.zh ?? text?.en ?? "";
}

/** A moment as people read it, in the time zone it was written in (Beijing time). */
export function dayAndTime(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "Asia/Shanghai",
  }).format(new Date(moment));
}

/** When something ends: midnight is 24:00 of the day that is over by then, as letters and people say it. */
export function endOf(moment: string, language: Language): string {
  const last = dayAndTime(new Date(Date.parse(moment) - 1).toISOString(), language);
  return last.endsWith("23:59") ? last.replace("23:59", "24:00") : dayAndTime(moment, language);
}

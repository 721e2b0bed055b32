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
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Asia/Shanghai",
  }).format(new Date(moment));
}

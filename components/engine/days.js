// The plain dates of the page's own sliders: years, months and days, as ordinals like Python's.
import { MONTHS } from "./wording.js";
const DAY_MS = 86_400_000;
const FIRST_OF_1970 = 719_163;
const PLAIN_DATE = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/** @param {number} year @param {number} month @param {number} day */
function ordinalOf(year, month, day) {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS + FIRST_OF_1970;
}

/**
 * Gives the first and the last day that a date may mean; null when it is no plain date.
 * @param {string} value @returns {[number, number] | null}
 */
export function daysOf(value) {
  const match = PLAIN_DATE.exec(value);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? NaN : Number(part)));
  if (value.startsWith("-0000") || month < 1 || month > 12) return null;
  if (!Number.isNaN(day)) {
    const only = ordinalOf(year, month, day);
    const last = ordinalOf(year, month + 1, 1) - 1;
    return day < 1 || only > last ? null : [only, only];
  }
  const next = Number.isNaN(month) ? ordinalOf(year + 1, 1, 1) : ordinalOf(year, month + 1, 1);
  return [ordinalOf(year, month || 1, 1), next - 1];
}

/** Says a year for a reader: -43 is 44 BC. @param {number} year */
export function yearWords(year) {
  return year > 0 ? String(year).padStart(4, "0") : `${1 - year} BC`;
}

/** Writes a year as EDTF does. @param {number} year */
export function yearText(year) {
  return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
}

/** @param {string} value */
export function dateWords(value) {
  const [year, month, day] = PLAIN_DATE.exec(value)?.slice(1) ?? [];
  if (!year) return value;
  return [day && Number(day), month && MONTHS[Number(month) - 1], yearWords(Number(year))].filter(Boolean).join(" ");
}

/** @param {Pick<Period, "label" | "verb">} period @param {string | undefined} from @param {string | undefined} to */
export function periodPhrase({ label, verb }, from, to) {
  if (from === "none" || to === "none") return `without a date for “${label.toLowerCase()}”`;
  if (from && to) return `${verb} ${from === to ? dateWords(from) : `${dateWords(from)} to ${dateWords(to)}`}`;
  return from ? `${verb} ${dateWords(from)} or later` : `${verb} ${dateWords(to ?? "")} or earlier`;
}

// @ts-nocheck: replaced as a whole by an engine that is typed
// Values in SPARQL: functions of terms. What has no value (an unbound variable, an error) is undefined.

import { iri, LANGUAGE_STRING, literal, STRING, textIn, XSD } from "./triple_store.ts";

const TRUE = literal("true", `${XSD}boolean`);

const FALSE = literal("false", `${XSD}boolean`);

const NUMERIC = new Map(
  ["integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "decimal", "float", "double"]
    .map((name) => [XSD + name, { decimal: 1, float: 2, double: 2 }[name] || 0]),
);

const DATES = new Set(["date", "dateTime", "gYear", "gYearMonth"].map((name) => XSD + name));

export function truth(value) {
  return value === undefined ? undefined : value ? TRUE : FALSE;
}

// The truth of a term as a condition takes it; undefined when it has none.
export function isTrue(term) {
  if (term === undefined || term.type !== "literal") return undefined;
  if (term.datatype === `${XSD}boolean`) return term.value === "true" || term.value === "1";
  if (NUMERIC.has(term.datatype)) return Number(term.value) !== 0;
  return isText(term) ? term.value !== "" : undefined;
}

function isText(term) {
  return term?.type === "literal" && (term.datatype === STRING || term.datatype === LANGUAGE_STRING);
}

export function numberOf(term) {
  return term?.type === "literal" && NUMERIC.has(term.datatype) ? Number(term.value) : undefined;
}

// A number of the wider of some types: 0 integer, 1 decimal, 2 double.
function makeNumber(value, width) {
  if (!Number.isFinite(value)) return undefined;
  return literal(value, XSD + ["integer", "decimal", "double"][width]);
}

function arithmetic(compute, least = 0) {
  return (...terms) => {
    const numbers = terms.map(numberOf);
    return numbers.includes(undefined)
      ? undefined
      : makeNumber(compute(...numbers), Math.max(least, ...terms.map(({ datatype }) => NUMERIC.get(datatype))));
  };
}

// Negative, zero or positive; undefined when the two cannot be compared.
function compareValues(one, other) {
  const [first, second] = [numberOf(one), numberOf(other)];
  if (first !== undefined && second !== undefined) return first - second;
  if (
    one.type !== "literal" || other.type !== "literal" || one.datatype !== other.datatype ||
    one.language !== other.language
  ) return undefined;
  if (!isText(one) && !DATES.has(one.datatype) && one.datatype !== `${XSD}boolean`) return undefined;
  return one.value < other.value ? -1 : Number(one.value > other.value);
}

function areEqual(one, other) {
  if (one === other) return true;
  if (one.type !== "literal" || other.type !== "literal") return false;
  const compared = compareValues(one, other);
  return compared === undefined ? (isText(one) && isText(other) ? false : undefined) : compared === 0;
}

function comparison(holds) {
  return (one, other) => {
    const compared = compareValues(one, other);
    return truth(compared === undefined ? undefined : holds(compared));
  };
}

// Any two terms in the order of ORDER BY: nothing, IRIs, then literals by value.
export function compareTerms(one, other) {
  const rank = (term) => (term === undefined ? 0 : term.type === "iri" ? 2 : 3);
  if (rank(one) !== rank(other) || one === other) return rank(one) - rank(other);
  return compareValues(one, other) || (one.value < other.value ? -1 : Number(one.value > other.value)) ||
    (one.language < other.language ? -1 : 1);
}

// A text of the same language as the one it is made from.
function likeText(value, from) {
  return from.language ? textIn(value, from.language) : literal(value);
}

function onText(compute) {
  return (...terms) => (terms.every(isText) ? compute(...terms) : undefined);
}

function letters(text) {
  return [...text];
}

function pattern(source, flags) {
  try {
    return new RegExp(source.value, `u${(flags?.value || "").replace(/[^ims]/g, "")}`);
  } catch {
    return undefined;
  }
}

function replaced(text, source, by, flags) {
  const found = pattern(source, { value: flags?.value || "" });
  return found &&
    likeText(text.value.replace(new RegExp(found.source, `${found.flags}g`), by.value.replace(/\\(.)/g, "$1")), text);
}

function datePart(start, end) {
  return (
    term,
  ) => (DATES.has(term.datatype) && term.value.length >= end
    ? makeNumber(Number(term.value.slice(start, end)), 0)
    : undefined);
}

function cast(name, reads) {
  return (
    term,
  ) => (term.type === "literal" && reads.test(term.value.trim())
    ? literal(term.value.trim().replace(/^\+/, ""), XSD + name)
    : undefined);
}

// Functions of values: when any is missing, so is the result.
export const FUNCTIONS = {
  "+": arithmetic((one, other) => one + other),
  "-": arithmetic((one, other) => one - other),
  "*": arithmetic((one, other) => one * other),
  "/": arithmetic((one, other) => one / other, 1),
  "unary-": arithmetic((one) => -one),
  "unary+": arithmetic((one) => one),
  "=": (one, other) => truth(areEqual(one, other)),
  "!=": (one, other) => {
    const equal = areEqual(one, other);
    return truth(equal === undefined ? undefined : !equal);
  },
  "<": comparison((compared) => compared < 0),
  ">": comparison((compared) => compared > 0),
  "<=": comparison((compared) => compared <= 0),
  ">=": comparison((compared) => compared >= 0),
  ABS: arithmetic(Math.abs),
  CEIL: arithmetic(Math.ceil),
  FLOOR: arithmetic(Math.floor),
  ROUND: arithmetic(Math.round),
  STR: (term) => literal(term.value),
  LANG: (term) => (term.type === "literal" ? literal(term.language) : undefined),
  LANGMATCHES: onText((language, range) =>
    truth(
      range.value === "*"
        ? language.value !== ""
        : `${language.value}-`.toLowerCase().startsWith(`${range.value}-`.toLowerCase()),
    )
  ),
  DATATYPE: (term) => (term.type === "literal" ? iri(term.datatype) : undefined),
  IRI: (term) => iri(term.value),
  URI: (term) => iri(term.value),
  STRDT: (term, datatype) => literal(term.value, datatype.value),
  STRLANG: (term, language) => textIn(term.value, language.value),
  STRLEN: onText((text) => makeNumber(letters(text.value).length, 0)),
  SUBSTR: (text, from, length) => {
    if (!isText(text)) return undefined;
    const start = numberOf(from) - 1;
    const end = length ? start + numberOf(length) : Infinity;
    return likeText(letters(text.value).slice(Math.max(start, 0), Math.max(end, 0)).join(""), text);
  },
  UCASE: onText((text) => likeText(text.value.toUpperCase(), text)),
  LCASE: onText((text) => likeText(text.value.toLowerCase(), text)),
  STRSTARTS: onText((text, start) => truth(text.value.startsWith(start.value))),
  STRENDS: onText((text, end) => truth(text.value.endsWith(end.value))),
  CONTAINS: onText((text, part) => truth(text.value.includes(part.value))),
  STRBEFORE: onText((
    text,
    part,
  ) => (text.value.includes(part.value) ? likeText(text.value.split(part.value)[0], text) : literal(""))),
  STRAFTER: onText((
    text,
    part,
  ) => (text.value.includes(part.value)
    ? likeText(text.value.slice(text.value.indexOf(part.value) + part.value.length), text)
    : literal(""))
  ),
  CONCAT: onText((...texts) => literal(texts.map(({ value }) => value).join(""))),
  REPLACE: onText(replaced),
  REGEX: onText((text, source, flags) => truth(pattern(source, flags)?.test(text.value))),
  ENCODE_FOR_URI: onText((text) => literal(encodeURIComponent(text.value))),
  YEAR: datePart(0, 4),
  MONTH: datePart(5, 7),
  DAY: datePart(8, 10),
  ISIRI: (term) => truth(term.type === "iri"),
  ISURI: (term) => truth(term.type === "iri"),
  ISBLANK: () => FALSE,
  ISLITERAL: (term) => truth(term.type === "literal"),
  ISNUMERIC: (term) => truth(numberOf(term) !== undefined),
  SAMETERM: (one, other) => truth(one === other),
  [`${XSD}integer`]: (term) =>
    cast("integer", /^[+-]?\d+$/)(numberOf(term) === undefined ? term : makeNumber(Math.trunc(numberOf(term)), 0)),
  [`${XSD}decimal`]: cast("decimal", /^[+-]?(\d+\.?\d*|\.\d+)$/),
  [`${XSD}double`]: cast("double", /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i),
  [`${XSD}string`]: (term) => literal(term.value),
  [`${XSD}boolean`]: cast("boolean", /^(true|false|0|1)$/),
  [`${XSD}date`]: cast("date", /^\d{4}-\d\d-\d\d$/),
  [`${XSD}gYear`]: cast("gYear", /^\d{4}$/),
  [`${XSD}gYearMonth`]: cast("gYearMonth", /^\d{4}-\d\d$/),
};

// Forms that look at their parts one by one, since some of them may have no value.
export const FORMS = {
  "||": (given, value) => {
    const [one, other] = given.map((each) => isTrue(value(each)));
    return truth(one || other || (one === undefined || other === undefined ? undefined : false));
  },
  "&&": (given, value) => {
    const [one, other] = given.map((each) => isTrue(value(each)));
    return truth(one === false || other === false ? false : one && other);
  },
  "!": ([one], value) => {
    const held = isTrue(value(one));
    return truth(held === undefined ? undefined : !held);
  },
  IN: ([one, ...others], value) => {
    const sought = value(one);
    if (sought === undefined) return undefined;
    const equal = others.map((other) => value(other)).map((
      other,
    ) => (other === undefined ? undefined : areEqual(sought, other)));
    return truth(equal.includes(true) || (equal.includes(undefined) ? undefined : false));
  },
  BOUND: ([one], value) => truth(value(one) !== undefined),
  COALESCE: (given, value) => {
    for (const one of given) {
      const found = value(one);
      if (found !== undefined) return found;
    }
    return undefined;
  },
  IF: ([condition, yes, no], value) => {
    const held = isTrue(value(condition));
    return held === undefined ? undefined : value(held ? yes : no);
  },
};

// What is said of all the values of a group at once.
export function aggregated({ name, distinct, separator }, values, rows) {
  const held = distinct ? [...new Set(values)] : values;
  const least = (sign) =>
    held.reduce((best, one) => (best === undefined || sign * compareTerms(one, best) < 0 ? one : best), undefined);
  const sum = () => held.reduce((total, one) => total && FUNCTIONS["+"](total, one), literal("0", `${XSD}integer`));
  return {
    COUNT: () => makeNumber(values === rows ? rows.length : held.length, 0),
    MIN: () => least(1),
    MAX: () => least(-1),
    SAMPLE: () => held[0],
    SUM: sum,
    AVG: () => (held.length ? FUNCTIONS["/"](sum(), makeNumber(held.length, 0)) : makeNumber(0, 0)),
    GROUP_CONCAT:
      () => (held.some(({ type }) => type !== "literal")
        ? undefined
        : literal(held.map(({ value }) => value).join(separator))),
  }[name]();
}

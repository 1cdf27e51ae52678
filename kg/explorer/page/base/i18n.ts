// The words of the interface in both languages, and how dates and numbers are written in each.

export type Language = "en" | "fr";

// A text in every language of the page, in the order of LANGUAGES.
export type Localized = readonly string[];

export const LANGUAGES: readonly Language[] = ["en", "fr"];

let languagePlace = 0;

const WORDS: { readonly [key: string]: Localized } = {
  title: ["Perimeter", "Périmètre"],
  purpose: [
    "Who works with whom to keep North America safe — and which page says so",
    "Qui travaille avec qui pour la sécurité de l’Amérique du Nord — et quelle page le dit",
  ],
  skip: ["Skip to the card", "Aller à la fiche"],
  otherLanguage: ["Français", "English"],
  theme: ["Dark or light", "Sombre ou clair"],
  toDark: ["Dark", "Sombre"],
  toLight: ["Light", "Clair"],
  counts: [
    "{actors} actors, {collaborations} agreements, operations and bodies, {documents} documents, {passages} passages",
    "{actors} acteurs, {collaborations} accords, opérations et organes, {documents} documents, {passages} passages",
  ],
  search: ["Find an organization, agreement, operation…", "Trouver une organisation, un accord, une opération…"],
  searchLabel: ["Search", "Recherche"],
  noMatch: ["Nothing by that name", "Rien sous ce nom"],
  found: ["{count} suggestions", "{count} suggestions"],
  clear: ["Clear", "Effacer"],
  views: ["View", "Vue"],
  network: ["Network", "Réseau"],
  table: ["Table", "Tableau"],
  timeline: ["Timeline", "Chronologie"],
  mode: ["Joined by", "Liens"],
  shared: ["What they share", "Ce qu’ils partagent"],
  between: ["With agreements and bodies", "Avec accords et organes"],
  lens: ["Actors", "Acteurs"],
  organizations: ["Organizations", "Organisations"],
  countries: ["Countries", "Pays"],
  all: ["All", "Tous"],
  path: ["Path between two", "Chemin entre deux"],
  download: ["Download", "Télécharger"],
  downloadPicture: ["Picture", "Image"],
  downloadNetwork: ["Network", "Réseau"],
  area: ["Area", "Domaine"],
  areas: ["Areas", "Domaines"],
  areasHint: [
    "Found by who shares most with whom, named by the topics that set them apart.",
    "Trouvés d’après ce que les acteurs partagent, nommés par les thèmes qui les distinguent.",
  ],
  options: ["Options and filters", "Options et filtres"],
  close: ["Close", "Fermer"],
  legend: ["Legend", "Légende"],
  legendHint: ["Untick to hide.", "Décocher pour masquer."],
  bothCountries: ["{first} and {second}", "{first} et {second}"],
  otherGroup: ["Other or international", "Autre ou international"],
  collaborationGroup: ["Agreement, operation or body", "Accord, opération ou organe"],
  detail: ["Detail", "Détail"],
  essential: ["Essential", "Essentiel"],
  everything: ["Everything", "Tout"],
  detailHint: [
    "Only the strongest lines are drawn at first: those that hold the network together, and those too strong to be chance.",
    "Seuls les liens les plus forts sont tracés au départ : ceux qui tiennent le réseau ensemble et ceux trop forts pour être fortuits.",
  ],
  topic: ["Topic", "Thème"],
  country: ["Country", "Pays"],
  kind: ["Kind", "Type"],
  standing: ["Kind of document", "Type de document"],
  family: ["Relation", "Relation"],
  publishers: ["Independent publishers, at least", "Éditeurs indépendants, au moins"],
  any: ["All", "Tous"],
  reset: ["Reset the filters", "Réinitialiser les filtres"],
  drawn: ["{nodes} actors, {edges} lines", "{nodes} acteurs, {edges} liens"],
  drawnBetween: ["{nodes} actors and bodies, {edges} lines", "{nodes} acteurs et organes, {edges} liens"],
  drawnOf: [
    "{nodes} actors, the {edges} strongest of {total} lines",
    "{nodes} acteurs, les {edges} liens les plus forts sur {total}",
  ],
  drawnOfBetween: [
    "{nodes} actors and bodies, the {edges} strongest of {total} lines",
    "{nodes} acteurs et organes, les {edges} liens les plus forts sur {total}",
  ],
  showAll: ["Draw all", "Tout tracer"],
  emptyPicture: ["Nothing passes these filters.", "Rien ne passe ces filtres."],
  circleOf: ["The circle of {name}", "Le cercle de {name}"],
  depth: ["Steps", "Pas"],
  wholeNetwork: ["Whole network", "Réseau entier"],
  fit: ["Fit the picture", "Ajuster l’image"],
  zoomIn: ["Zoom in", "Agrandir"],
  zoomOut: ["Zoom out", "Réduire"],
  pictureLabel: [
    "Network picture. Arrow keys move between actors, Enter opens the card. The table view holds the same content.",
    "Image du réseau. Les flèches passent d’un acteur à l’autre, Entrée ouvre la fiche. Le tableau a le même contenu.",
  ],
  when: ["When", "Quand"],
  allYears: ["All years", "Toutes les années"],
  inEffect: ["In effect: {when}", "En vigueur : {when}"],
  play: ["Play", "Lecture"],
  pause: ["Pause", "Pause"],
  year: ["Year", "Année"],
  undated: ["Undated (dashed)", "Sans date (tirets)"],
  endedNote: ["pale: ended", "pâle : terminé"],
  beginnings: ["begin", "débutent"],
  endings: ["end", "se terminent"],
  intro: ["How to read this", "Comment lire"],
  introShared: [
    "Two actors are joined when both take part in the same agreement, operation, task force or forum at the same time, or are said to work together. The wider the line, the more they share; a treaty of thirty counts less than a task force of two.",
    "Deux acteurs sont liés lorsqu’ils participent en même temps au même accord, à la même opération, au même groupe ou au même forum, ou qu’ils sont dits travailler ensemble. Plus le trait est large, plus ils partagent ; un traité à trente compte moins qu’un groupe à deux.",
  ],
  introBetween: [
    "Lines join actors to the agreements, operations, task forces and forums between them. The colour of a line is the kind of relation.",
    "Les traits relient les acteurs aux accords, opérations, groupes et forums qui les unissent. La couleur du trait est le genre de relation.",
  ],
  introClick: [
    "Choose a circle to learn about an actor, or a line to learn why two are joined. Every claim opens the passage that says so.",
    "Choisissez un point pour connaître un acteur, ou un trait pour savoir pourquoi deux sont liés. Chaque énoncé ouvre le passage qui le dit.",
  ],
  strongest: ["Most closely tied", "Les plus étroitement liés"],
  strongestPairs: ["Strongest lines", "Liens les plus forts"],
  otherNames: ["Also", "Aussi"],
  stated: ["As stated", "Selon les sources"],
  topics: ["Topics", "Thèmes"],
  home: ["Home page", "Site"],
  hasCountry: ["Countries", "Pays"],
  hasStatus: ["Status", "État"],
  startDate: ["Begins", "Début"],
  inForceDate: ["In force", "En vigueur"],
  endDate: ["Ends", "Fin"],
  signedDate: ["Signed", "Signé"],
  differ: ["Sources differ", "Les sources divergent"],
  figures: ["Figures", "Chiffres"],
  events: ["Events", "Événements"],
  noTies: ["No ties on record.", "Aucun lien au dossier."],
  focus: ["Show its circle", "Voir son cercle"],
  expand: ["Add its circle", "Ajouter son cercle"],
  collapse: ["Remove its circle", "Retirer son cercle"],
  pathFrom: ["Path to…", "Chemin vers…"],
  showMore: ["Show all {count}", "Afficher les {count}"],
  labelled: ["{word}: {text}", "{word}\u00a0: {text}"],
  passageCount: ["1 passage", "1 passage"],
  passageCounts: ["{count} passages", "{count} passages"],
  reservation: ["Reservation", "Réserve"],
  inFrench: ["in French", "en français"],
  inEnglish: ["in English", "en anglais"],
  noPassage: ["No passage is recorded.", "Aucun passage au dossier."],
  why: ["Why they are joined", "Pourquoi ils sont liés"],
  publisherOne: ["One publisher", "Un seul éditeur"],
  publisherMany: ["{count} independent publishers", "{count} éditeurs indépendants"],
  bothSay: ["both governments say so", "les deux gouvernements le disent"],
  oneSays: ["only one government says so: {country}", "un seul gouvernement le dit : {country}"],
  noneSays: ["no government document says so", "aucun document gouvernemental ne le dit"],
  directly: ["Directly", "Directement"],
  through: ["Through what they share", "Par ce qu’ils partagent"],
  since: ["since {date}", "depuis {date}"],
  until: ["until {date}", "jusqu’à {date}"],
  fromTo: ["from {start} to {end}", "de {start} à {end}"],
  or: ["or", "ou"],
  and: ["and", "et"],
  more: ["{count} more", "{count} autres"],
  as: ["as {role}", "comme {role}"],
  cite: ["Cite", "Citer"],
  copyMarkdown: ["Copy as Markdown", "Copier en Markdown"],
  copyBibtex: ["Copy as BibTeX", "Copier en BibTeX"],
  copied: ["Copied", "Copié"],
  sources: ["Sources", "Sources"],
  undatedWord: ["undated", "sans date"],
  first: ["First", "Premier"],
  second: ["Second", "Second"],
  strength: ["Strength", "Force"],
  joinedBy: ["Joined by", "Liés par"],
  sinceColumn: ["Since", "Depuis"],
  untilColumn: ["Until", "Jusqu’à"],
  publisherColumn: ["Publishers", "Éditeurs"],
  tableCaption: ["The lines of the picture, one a row", "Les liens de l’image, un par ligne"],
  sortBy: ["Sort by {column}", "Trier par {column}"],
  timelineCaption: [
    "Agreements, operations and bodies behind the picture, by their beginning",
    "Accords, opérations et organes derrière l’image, selon leur début",
  ],
  undatedCount: ["{count} without a date are not shown.", "{count} sans date ne sont pas montrés."],
  pathTitle: ["How are these two connected?", "Comment ces deux sont-ils reliés ?"],
  from: ["From", "De"],
  to: ["To", "À"],
  shortest: ["Shortest", "Le plus court"],
  strongestPath: ["Strongest", "Le plus fort"],
  noPath: ["No path joins them in this view.", "Aucun chemin ne les relie dans cette vue."],
  pathSteps: ["{count} steps", "{count} pas"],
  pathStep: ["1 step", "1 pas"],
  bothIn: ["{first} and {second} both take part in {things}.", "{first} et {second} participent tous deux à {things}."],
  whyLink: ["Why?", "Pourquoi ?"],
  ask: ["Questions", "Questions"],
  askIntro: [
    "Each question is answered here, from what this page holds, with the passages behind every row.",
    "Chaque question reçoit sa réponse ici, à partir de ce que contient cette page, avec les passages derrière chaque ligne.",
  ],
  askAbout: ["Questions about {name}", "Questions sur {name}"],
  askAction: ["Questions about it", "Questions à ce sujet"],
  allQuestions: ["All questions", "Toutes les questions"],
  ownQuery: ["A query of your own, in SPARQL", "Votre propre requête, en SPARQL"],
  ownQueryHint: [
    "SPARQL 1.1 over the record in this page; GRAPH ?passage { … } gives the evidence for any claim.",
    "SPARQL 1.1 sur le corpus de cette page ; GRAPH ?passage { … } donne la preuve de tout énoncé.",
  ],
  queryHint: [
    "Agreements on the Arctic with the passages that date them",
    "Accords sur l’Arctique avec les passages qui les datent",
  ],
  run: ["Run (Ctrl+Enter)", "Exécuter (Ctrl+Entrée)"],
  fillIn: ["Fill in the form to see the answer.", "Remplissez le formulaire pour voir la réponse."],
  showExample: ["Show an example", "Voir un exemple"],
  notHere: [
    "This question needs a computation that the page does not hold. The query and the command below answer it.",
    "Cette question demande un calcul que la page ne contient pas. La requête et la commande ci-dessous y répondent.",
  ],
  asQuery: ["As a query", "Sous forme de requête"],
  copyQuery: ["Copy the query", "Copier la requête"],
  editQuery: ["Change the query", "Modifier la requête"],
  onCommandLine: ["On the command line", "En ligne de commande"],
  copyCommand: ["Copy the command", "Copier la commande"],
  csvNames: ["CSV, names", "CSV, noms"],
  csvIds: ["CSV, identifiers and passages", "CSV, identifiants et passages"],
  rowOne: ["1 row.", "1 ligne."],
  rowMany: ["{count} rows.", "{count} lignes."],
  answerCaption: ["Answer", "Réponse"],
  yes: ["Yes", "Oui"],
  no: ["No", "Non"],
  choose: ["Choose…", "Choisir…"],
  mayBeLeft: ["optional", "facultatif"],
  noDate: [
    "“{text}” is not a date; write 2001, 2001-09 or 2001-09-11.",
    "« {text} » n’est pas une date ; écrivez 2001, 2001-09 ou 2001-09-11.",
  ],
  "given-of": ["About", "Au sujet de"],
  "given-to": ["To", "À"],
  "given-on": ["On", "Le"],
  "given-since": ["From", "Du"],
  "given-until": ["To", "Au"],
  "given-when": ["In effect on", "En vigueur le"],
  "given-topic": ["Topic", "Thème"],
  "given-country": ["Country", "Pays"],
  "given-kind": ["Kind", "Type"],
  "given-document": ["Document", "Document"],
  "given-months": ["Months", "Mois"],
  "given-by": ["By: topic, period, country or count", "Par : topic, period, country ou count"],
  "asks-entity": ["whom or what", "qui ou quoi"],
  "asks-country": ["any country", "tout pays"],
  "asks-topic": ["a topic", "un thème"],
  "asks-kind": ["a kind", "un type"],
  "asks-document": ["a document", "un document"],
  "asks-date": ["a date", "une date"],
  "asks-number": ["a number", "un nombre"],
  "asks-text": ["a word", "un mot"],
  "asks-standing": ["a kind of document", "un type de document"],
  noService: [
    "The page is offline: SERVICE cannot be asked.",
    "La page est hors ligne : SERVICE ne peut être interrogé.",
  ],
  readOnly: [
    "The page only reads: write a SELECT, ASK, CONSTRUCT or DESCRIBE query.",
    "La page ne fait que lire : écrivez une requête SELECT, ASK, CONSTRUCT ou DESCRIBE.",
  ],
  licences: ["Licences of what this page carries", "Licences de ce que contient cette page"],
  running: ["Running…", "En cours…"],
  cancel: ["Cancel", "Annuler"],
  queryCancelled: ["The query was cancelled.", "La requête a été annulée."],
  queryLate: [
    "The query ran for a minute and was ended. Narrow it, or use the command line: kg query FILE.rq",
    "La requête a duré une minute et a été arrêtée. Resserrez-la, ou utilisez la ligne de commande : kg query FILE.rq",
  ],
  queryBroken: [
    "The query is too large or too deeply nested for the page. Narrow it, or use the command line: kg query FILE.rq",
    "La requête est trop grande ou trop imbriquée pour la page. Resserrez-la, ou utilisez la ligne de commande : kg query FILE.rq",
  ],
  tooManyRows: [
    "The answer has {count} rows, more than the {most} that the page shows. Add a LIMIT, or use the command line: kg query FILE.rq",
    "La réponse a {count} lignes, plus que les {most} que la page montre. Ajoutez un LIMIT, ou utilisez la ligne de commande : kg query FILE.rq",
  ],
  notEvaluated: ["The query could not be carried out: {message}", "La requête n’a pu être exécutée : {message}"],
  colophon: [
    "What passages say is told in our own words; names and titles are exact. Follow the address to the source.",
    "Ce que disent les passages est redit dans nos mots ; les noms et titres sont exacts. Suivez l’adresse jusqu’à la source.",
  ],
  stories: ["Stories", "Récits"],
  stepOf: ["Step {step} of {most}.", "Étape {step} sur {most}."],
  previousStep: ["Previous step", "Étape précédente"],
  nextStep: ["Next step", "Étape suivante"],
  leaveStory: ["Leave the story, keep the view", "Quitter le récit, garder la vue"],
  backToStep: ["Back to the step", "Revenir à l’étape"],
  compare: ["Compare", "Comparer"],
  compareHint: ["Compare with another date", "Comparer avec une autre date"],
  compareNot: ["Stop comparing", "Ne plus comparer"],
  beside: ["Side by side", "Côte à côte"],
  againstYear: ["Second year", "Deuxième année"],
  changeColumn: ["Change", "Changement"],
  changeBoth: ["at both", "aux deux dates"],
  changeBegan: ["began", "a débuté"],
  changeEnded: ["ended", "a pris fin"],
  bothLegend: ["In effect at both dates", "En vigueur aux deux dates"],
  beganLegend: ["Came between the dates", "Apparus entre les dates"],
  endedLegend: ["Went between the dates", "Disparus entre les dates"],
  countBoth: ["{count} at both", "{count} aux deux"],
  countBegan: ["{count} came", "{count} apparus"],
  countEnded: ["{count} went", "{count} disparus"],
  countUndated: ["{count} undated", "{count} sans date"],
  version: ["Perimeter {version}", "Périmètre {version}"],
};

// The word of the interface for a key, with values in the place of their names.
export function t(key: string, values: { readonly [name: string]: string | number } = {}): string {
  const text = WORDS[key][languagePlace];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

export function currentLanguage(): Language {
  return LANGUAGES[languagePlace];
}

export function setLanguage(language: Language): void {
  languagePlace = Math.max(0, LANGUAGES.indexOf(language));
  document.documentElement.lang = currentLanguage();
  document.title = `${t("title")} — ${t("purpose")}`;
}

// What a text says in the language of the reader, "" where there is none.
export function localized(text: Localized | null | undefined): string {
  return text ? text[languagePlace] || text[0] : "";
}

// A formatter or collator of the language that is spoken, made once: to make one takes longer than to use it.
const formatters = new Map<string, unknown>();

function made<T, O extends object>(Kind: { new (locale: string, options?: O): T; name: string }, options?: O): T {
  const key = `${Kind.name} ${currentLanguage()} ${JSON.stringify(options)}`;
  if (!formatters.has(key)) formatters.set(key, new Kind(`${currentLanguage()}-CA`, options));
  return formatters.get(key) as T;
}

// The order of words in the language that is spoken.
export function compareWords(one: string, other: string): number {
  return made<Intl.Collator, Intl.CollatorOptions>(Intl.Collator).compare(one, other);
}

export function formatNumber(number: number, digits = 0): string {
  return made<Intl.NumberFormat, Intl.NumberFormatOptions>(Intl.NumberFormat, { maximumFractionDigits: digits }).format(
    number,
  );
}

// A date as precise as it is given: year, year and month, or day. What is not a date is said as it stands.
export function formatDate(date: string): string {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  if (!parts) return String(date);
  if (!parts[2]) return parts[1];
  const style: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC" };
  if (parts[3]) style.day = "numeric";
  const day = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] || 1)));
  return made<Intl.DateTimeFormat, Intl.DateTimeFormatOptions>(Intl.DateTimeFormat, style).format(day).replace(
    /^1 /,
    "1er ",
  );
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(currentLanguage()) + text.slice(1);
}

export function formatList(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${t("and")} ${words.at(-1)}`;
}

// "Topics: cyber, drugs", with the space before the colon that French wants.
export function labelled(key: string, text: string): string {
  return t("labelled", { word: t(key), text });
}

// Whether the interface has a word of its own for a key.
export function hasText(key: string): boolean {
  return Object.hasOwn(WORDS, key);
}

// Where the language of the reader stands in every pair of texts.
export function languageIndex(): number {
  return languagePlace;
}

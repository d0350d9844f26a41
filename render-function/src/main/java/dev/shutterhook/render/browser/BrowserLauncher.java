package dev.shutterhook.render.browser;

/**
 * Starts browsers.
 *
 * @param <B> the kind of browser
 */
public interface BrowserLauncher<B extends Browser> {

  /**
   * Starts one and waits until it answers.
   *
   * @throws BrowserStartException where it does not
   */
  B start();
}

package dev.shutterhook.render.browser;

/** A running browser, as its supervisor sees it. */
public interface Browser extends AutoCloseable {

  /** Whether it answers, within a short bounded time. */
  boolean healthy();

  /** Ends it with all its processes and removes its files. May be called twice. */
  @Override
  void close();
}

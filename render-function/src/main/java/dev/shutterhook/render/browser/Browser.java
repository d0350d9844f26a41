package dev.shutterhook.render.browser;

/** A running browser, as its supervisor sees it. */
public interface Browser extends AutoCloseable {

  /** A time in which it is used; closing it ends that. */
  interface Use extends AutoCloseable {
    @Override
    void close();
  }

  /** Begins a use: a browser looks after its pages as long as there are any. */
  Use begin();

  /** Whether it answers, within a short bounded time. */
  boolean healthy();

  /** Whether it keeps so much memory without any page that a fresh one is worth its start. */
  boolean grown();

  /** Ends it with all its processes and removes its files. May be called twice. */
  @Override
  void close();
}

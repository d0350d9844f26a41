package dev.shutterhook.submit.capture;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.log.EventLog;

/** Deletes captures that have ended, with all that was made of them. Safe for threads. */
public final class Removal {
  private final CaptureStore captures;
  private final PictureStore pictures;
  private final SourceStore sources;
  private final EventLog log;

  public Removal(CaptureStore captures, PictureStore pictures, SourceStore sources, EventLog log) {
    this.captures = captures;
    this.pictures = pictures;
    this.sources = sources;
    this.log = log;
  }

  /** The record goes last: where something fails before, the client can ask again. */
  public void remove(Capture ended) {
    pictures.deleteAll(ended.id());
    sources.delete(ended.options().source());
    captures.delete(ended.id());
    log.event("capture.deleted")
        .with("capture", ended.id())
        .with("account", ended.account())
        .write();
  }
}

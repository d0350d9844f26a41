package dev.shutterhook.render.picture;

import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The filtered rows of a PNG, inflated as they are read. */
final class PngData implements AutoCloseable {
  private final byte[] png;
  private final Iterator<PngChunk> chunks;
  private final Inflater inflater = new Inflater();

  /** The header of the picture. */
  private final PngHeader header;

  PngData(byte[] png) {
    List<PngChunk> all = PngChunk.of(png);
    this.png = png;
    this.header = PngHeader.read(png, all.getFirst());
    this.chunks = all.stream().filter(chunk -> chunk.is("IDAT")).iterator();
  }

  PngHeader header() {
    return header;
  }

  /**
   * Fills a part of an array.
   *
   * @return how many bytes came; fewer than asked for only at the end
   * @throws IllegalArgumentException where the data is damaged
   */
  int read(byte[] into, int from, int length) {
    int done = 0;
    try {
      while (done < length) {
        int came = inflater.inflate(into, from + done, length - done);
        done += came;
        if (came == 0 && (inflater.finished() || !feed())) {
          break;
        }
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("a PNG with damaged data", e);
    }
    return done;
  }

  private boolean feed() {
    if (!inflater.needsInput() || !chunks.hasNext()) {
      return false;
    }
    PngChunk next = chunks.next();
    inflater.setInput(png, next.from(), next.length());
    return true;
  }

  @Override
  public void close() {
    inflater.end();
  }
}

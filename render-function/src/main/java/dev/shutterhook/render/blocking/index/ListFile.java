package dev.shutterhook.render.blocking.index;

import dev.shutterhook.render.blocking.index.TokenIndex.Layout;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A list as it lies in the jar. */
public final class ListFile {
  /** "SHL1". A jar holds what its own build wrote, so another number is a broken build. */
  private static final int MAGIC = 0x53484c31;

  /** What is looked up by token. */
  public enum Section {
    BLOCKING,
    EXCEPTIONS,
    PAGES,
    HIDING
  }

  private final SortedHashes hosts;
  private final String generic;
  private final Map<Section, Layout> sections = new EnumMap<>(Section.class);

  /**
   * A list to be written.
   *
   * @param hosts that are blocked with all below them, for every kind of request
   * @param generic a style sheet for every page, a rule each line
   * @param lines the other rules by token
   */
  public ListFile(
      List<String> hosts, String generic, Map<Section, SortedMap<Integer, List<String>>> lines) {
    this.hosts = SortedHashes.of(hosts);
    this.generic = generic;
    for (Section section : Section.values()) {
      sections.put(section, Layout.of(lines.getOrDefault(section, new TreeMap<>())));
    }
  }

  private ListFile(ByteBuffer in) {
    this.hosts = SortedHashes.read(in);
    byte[] text = new byte[in.getInt()];
    in.get(text);
    this.generic = new String(text, StandardCharsets.UTF_8);
    for (Section section : Section.values()) {
      sections.put(section, Layout.read(in));
    }
  }

  /** Reads a list whole. */
  public static ListFile read(InputStream in) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
    if (bytes.getInt() != MAGIC) {
      throw new IOException("not a compiled list, or one of another build");
    }
    return new ListFile(bytes);
  }

  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    hosts.write(data);
    byte[] text = generic.getBytes(StandardCharsets.UTF_8);
    data.writeInt(text.length);
    data.write(text);
    for (Section section : Section.values()) {
      layout(section).write(data);
    }
    data.flush();
  }

  public SortedHashes hosts() {
    return hosts;
  }

  public String generic() {
    return generic;
  }

  /** The rules of one section. */
  public <R> TokenIndex<R> index(Section section, Function<String, Optional<R>> parser) {
    return TokenIndex.of(layout(section), parser);
  }

  private Layout layout(Section section) {
    return Objects.requireNonNull(sections.get(section));
  }
}

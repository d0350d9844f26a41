package dev.shutterhook.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Says whether a page was taken right, and else what is wrong. What {@code expect} may hold:
 *
 * <table>
 * <caption>expectations</caption>
 * <tr><td>{@code error}, {@code says}<td>the code that it fails with, and words of the message
 * <tr><td>{@code verdict}, {@code page}<td>fields of the answer; of a text, a part of it
 * <tr><td>{@code asked}<td>how often a name beside the page was asked for: a number or {@code
 *     [least, most]}
 * <tr><td>{@code seconds}<td>at most, from the request to the answer
 * <tr><td>{@code same_bytes}<td>taken twice, both times the same bytes
 * <tr><td>{@code formats}<td>expectations for each format, where several are asked for
 * <tr><td>of a picture<td>see {@link PictureOracle}
 * <tr><td>of a document<td>see {@link DocumentOracle}
 * </table>
 *
 * A taker that has no error codes and no verdict, as a browser driven by hand, is held only against
 * what can be seen of the files, of the server and of whether it failed.
 */
final class Oracle {
  private final PageRow row;
  private final TakenPage taken;
  private final List<String> faults = new ArrayList<>();

  private Oracle(PageRow row, TakenPage taken) {
    this.row = row;
    this.taken = taken;
  }

  /** What is wrong; nothing where all is right. */
  static List<String> judge(PageRow row, TakenPage taken, PageServer server) {
    return new Oracle(row, taken).judge(server);
  }

  private List<String> judge(PageServer server) {
    JsonNode expect = row.expect();
    ended(expect.path("error").asText(""), expect.path("says").asText(""));
    if (taken.error() == null) {
      files();
    }
    String folder = row.path().substring(0, row.path().indexOf('/', 1) + 1);
    for (Map.Entry<String, JsonNode> asked : expect.path("asked").properties()) {
      int count = server.count(folder + asked.getKey());
      requireRange(asked.getKey() + " was asked for", asked.getValue(), count);
    }
    double seconds = taken.took().toMillis() / 1000.0;
    if (seconds > expect.path("seconds").asDouble(Double.MAX_VALUE)) {
      faults.add("it took " + seconds + " s");
    }
    facts();
    return List.copyOf(faults);
  }

  private void ended(String error, String says) {
    if (error.isEmpty() == (taken.error() != null)) {
      faults.add(error.isEmpty() ? failure() : "it did not fail with " + error);
    } else if (taken.facts() != null && taken.error() != null) {
      require(taken.error().equals(error), failure() + ", not " + error);
      require(taken.message().contains(says), "the message has no " + says + ": " + failure());
    }
  }

  private String failure() {
    return "failed: " + taken.error() + " (" + taken.message() + ")";
  }

  private void facts() {
    ObjectNode facts = taken.facts();
    if (facts == null) {
      return;
    }
    for (String part : List.of("verdict", "page")) {
      for (Map.Entry<String, JsonNode> wanted : row.expect().path(part).properties()) {
        JsonNode value = facts.path(part).path(wanted.getKey());
        boolean same =
            wanted.getValue().isTextual()
                ? value.asText().contains(wanted.getValue().asText())
                : value.equals(wanted.getValue());
        require(same, part + "." + wanted.getKey() + " is " + value);
      }
    }
  }

  private void files() {
    JsonNode formats = row.expect().path("formats");
    if (formats.isMissingNode()) {
      taken.files().forEach((format, files) -> file(format, files, row.expect()));
      require(taken.files().size() == 1, "it was made into " + taken.files().keySet());
    } else {
      for (Map.Entry<String, JsonNode> format : formats.properties()) {
        file(
            format.getKey(),
            taken.files().getOrDefault(format.getKey(), List.of()),
            format.getValue());
      }
    }
  }

  private void file(String format, List<byte[]> files, JsonNode expect) {
    if (files.isEmpty()) {
      faults.add("there is no " + format);
      return;
    }
    try {
      switch (format) {
        case "png", "jpeg", "webp" ->
            faults.addAll(PictureOracle.judge(files.getFirst(), format, expect));
        default -> faults.addAll(DocumentOracle.judge(files.getFirst(), format, expect));
      }
    } catch (IOException e) {
      faults.add("no " + format + ": " + e.getMessage());
    }
    if (expect.path("same_bytes").asBoolean()) {
      boolean same = files.size() == 2 && Arrays.equals(files.getFirst(), files.getLast());
      require(same, "the second has other bytes than the first");
    }
  }

  private void require(boolean right, String fault) {
    if (!right) {
      faults.add(fault);
    }
  }

  private void requireRange(String what, JsonNode range, long value) {
    outside(what, range, value).ifPresent(faults::add);
  }

  /** A number, or the least and the most of what is right. */
  static Optional<String> outside(String what, JsonNode range, long value) {
    if (range.isMissingNode()) {
      return Optional.empty();
    }
    long least = range.isArray() ? Objects.requireNonNull(range.get(0)).asLong() : range.asLong();
    long most = range.isArray() ? Objects.requireNonNull(range.get(1)).asLong() : least;
    return value < least || value > most
        ? Optional.of(what + ": " + value + ", not " + range)
        : Optional.empty();
  }
}

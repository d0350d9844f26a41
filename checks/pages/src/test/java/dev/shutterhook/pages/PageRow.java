package dev.shutterhook.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One row of the table: a folder {@code pages/NNN-name} with a {@code page.json} and the page's own
 * files.
 *
 * @param name the folder's
 * @param right what a right picture of it shows, in one sentence
 * @param path of the page on the server, with its query; {@code /NNN-name/index.html} by default
 * @param request as a client sends it, without its url
 * @param expect see {@link Oracle}
 * @param alone whether it takes so much of the machine that nothing is measured beside it
 */
record PageRow(
    String name, String right, String path, ObjectNode request, ObjectNode expect, boolean alone) {
  /** The file that makes a folder a row. */
  static final String FILE = "page.json";

  private static final Set<String> FIELDS = Set.of("right", "path", "request", "expect", "alone");

  /** Every row, in the order of the folders' names. */
  private static List<PageRow> all() {
    try (Stream<Path> folders = Files.list(folder())) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(FILE)))
          .sorted()
          .map(PageRow::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that the property {@code pages} names by their numbers; the ones to take alone last. */
  static List<PageRow> wanted() {
    List<String> wanted = List.of(System.getProperty("pages", "").split(",", -1));
    return all().stream()
        .filter(row -> wanted.stream().anyMatch(row.name()::startsWith))
        .sorted(Comparator.comparing(PageRow::alone))
        .toList();
  }

  /** Where the pages lie. */
  static Path folder() {
    return Path.of(System.getProperty("shutterhook.root", "."))
        .resolve("checks/pages/src/test/resources/pages");
  }

  private static PageRow read(Path folder) {
    try {
      String name = String.valueOf(folder.getFileName());
      JsonNode json = Json.tree(Files.readString(folder.resolve(FILE)));
      json.fieldNames().forEachRemaining(field -> requireKnown(name, field));
      return new PageRow(
          name,
          json.required("right").asText(),
          json.path("path").asText("/" + name + "/index.html"),
          (ObjectNode) json.required("request"),
          (ObjectNode) json.required("expect"),
          json.path("alone").asBoolean());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A misspelt field would be an expectation that nothing is held against. */
  private static void requireKnown(String name, String field) {
    if (!FIELDS.contains(field)) {
      throw new IllegalArgumentException(name + "/" + FILE + " has an unknown field: " + field);
    }
  }

  @Override
  public String toString() {
    return name + ": " + right;
  }
}

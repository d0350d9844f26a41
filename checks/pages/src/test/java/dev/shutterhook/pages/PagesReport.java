package dev.shutterhook.pages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The table as a page of Markdown. */
record PagesReport(List<PageRow> rows, Map<String, Map<String, Judgement>> columns) {
  /** Characters of a fault; more would make the table unreadable. */
  private static final int MAX_FAULT_LENGTH = 90;

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# Pages that are hard to take");
    lines.add("");
    lines.add(
        "Each row is a folder under `checks/pages/src/test/resources/pages`: the page, the"
            + " request, and what is right. `PageTableTest` holds the renderer to them; the peers"
            + " take the same pages by the options that they have, the way their documentation"
            + " does, and the same oracle looks at what they made. What only the API has, its"
            + " verdict and its error codes, is not held against them: that they fail is enough"
            + " where failing is right. Written by `benchmark/pages`, not by hand.");
    lines.add("");
    columns.forEach(
        (who, column) -> lines.add("- " + who + ": " + share(column.values()) + " right"));
    lines.add("");
    lines.add("| page | what is right | " + String.join(" | ", columns.keySet()) + " |");
    lines.add("|---|---|" + "---|".repeat(columns.size()));
    rows.forEach(row -> lines.add(line(row)));
    return String.join("\n", lines) + "\n";
  }

  /** How many are right of those that the taker has means for. */
  static String share(Collection<Judgement> column) {
    long right = column.stream().filter(Judgement::right).count();
    long possible = column.stream().filter(Judgement::possible).count();
    return right + " of " + possible;
  }

  private String line(PageRow row) {
    StringBuilder line = new StringBuilder("| " + row.name() + " | " + row.right() + " |");
    for (Map<String, Judgement> column : columns.values()) {
      line.append(' ').append(cell(Objects.requireNonNull(column.get(row.name())))).append(" |");
    }
    return line.toString();
  }

  private static String cell(Judgement judgement) {
    if (!judgement.possible()) {
      return "no means";
    }
    if (judgement.right()) {
      return "right";
    }
    String fault = judgement.faults().getFirst().replace("|", "\\|").replace('\n', ' ');
    boolean fits = fault.length() <= MAX_FAULT_LENGTH;
    return "**wrong**: " + (fits ? fault : fault.substring(0, MAX_FAULT_LENGTH) + "…");
  }
}

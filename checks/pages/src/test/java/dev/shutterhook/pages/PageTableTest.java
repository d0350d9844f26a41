package dev.shutterhook.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page of the table is taken as its row says. Real: Chromium, the guard (open), the pages on
 * loopback. Double: nothing. Some rows alone: {@code -Dpages=405,51}. Rows that want the machine
 * for themselves take long, and run with {@code -Psoak}.
 */
class PageTableTest {
  private static PageServer server;
  private static TableRun run;

  @BeforeAll
  static void takeThemAll() {
    server = PageServer.open(0);
    run = new TableRun(PageRow.wanted(), server);
  }

  @AfterAll
  static void close() {
    run.close();
    server.close();
  }

  static List<PageRow> rows() {
    return PageRow.wanted().stream().filter(row -> !row.alone()).toList();
  }

  static List<PageRow> rowsForThemselves() {
    return PageRow.wanted().stream().filter(PageRow::alone).toList();
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("rows")
  void isTakenRight(PageRow row) {
    assertEquals(List.of(), Oracle.judge(row, run.taken(row), server), row.name());
  }

  @Tag("soak")
  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("rowsForThemselves")
  void isTakenRightWithTheMachineForItself(PageRow row) {
    assertEquals(List.of(), Oracle.judge(row, run.taken(row), server), row.name());
  }
}

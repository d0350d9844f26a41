package dev.shutterhook.render.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page of the table is taken as its row says. Real: Chromium, the guard (open), the pages on
 * loopback. Double: nothing. Some rows alone: {@code -Dpages=405,51}.
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
    return PageRow.wanted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isTakenRight(PageRow row) {
    assertEquals(List.of(), Oracle.judge(row, run.taken(row), server), row.name());
  }
}

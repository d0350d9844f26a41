package dev.shutterhook.render.rule;

import dev.shutterhook.core.options.Rules;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.script.Script;
import dev.shutterhook.render.script.World;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Holds a page to a client's rules. */
public record Rulebook(Rules rules) {
  /** Characters of a page's text that are searched. */
  static final int MAX_TEXT_LENGTH = 4_000_000;

  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  /** Request Timeout, Too Early, Too Many Requests: the same request may do later. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private static final Script STATUS = Script.beside(Rulebook.class, "status.js");
  private static final Script TEXT = Script.beside(Rulebook.class, "text.js");

  /**
   * Why a page that answered so counts as failed.
   *
   * @param status of its document; 0 where it came without HTTP
   */
  public Optional<Failure> brokenBy(int status) {
    if (!rules.failOnHttpError() || status < CLIENT_ERROR) {
      return Optional.empty();
    }
    String detail = "Its status is " + status + ".";
    boolean passing = status >= SERVER_ERROR || PASSING.contains(status);
    return Optional.of(
        passing
            ? Failure.of(FailureCode.HTTP_ERROR, detail)
            : Failure.lasting(FailureCode.HTTP_ERROR, detail));
  }

  /** The same as soon as the document is there, so that nobody waits for an error page. */
  public Optional<Failure> brokenAtOnce(World page, Deadline deadline) {
    return rules.failOnHttpError()
        ? brokenBy(page.run(STATUS, deadline).asInt())
        : Optional.empty();
  }

  /** Why a page that shows this counts as failed; it is read only where a rule wants it. */
  public Optional<Failure> brokenBy(World page, Deadline deadline) {
    if (rules.failIfText().isEmpty() && rules.failUnlessText().isEmpty()) {
      return Optional.empty();
    }
    return brokenBy(page.run(TEXT, deadline, MAX_TEXT_LENGTH).asText());
  }

  Optional<Failure> brokenBy(String text) {
    String plain = plain(text);
    Optional<String> unwanted =
        rules.failIfText().stream()
            .filter(rule -> plain.contains(plain(rule)))
            .findFirst()
            .map(rule -> "It contains: " + rule);
    Optional<String> lacking =
        rules.failUnlessText().stream()
            .filter(rule -> !plain.contains(plain(rule)))
            .findFirst()
            .map(rule -> "It lacks: " + rule);
    return unwanted
        .or(() -> lacking)
        .map(detail -> Failure.of(FailureCode.TEXT_RULE_FAILED, detail));
  }

  /** Lines break where there is no more room, which says nothing of the text. */
  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}]+", " ").strip();
  }
}

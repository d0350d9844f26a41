package dev.shutterhook.pages;

import dev.shutterhook.pages.PageServer.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * What every page can ask for beside files.
 *
 * <table>
 * <caption>names</caption>
 * <tr><td>{@code lime.png?w=50&h=50}<td>a square of a colour, in whatever folder
 * <tr><td>{@code agrees.png?header=X-Key&is=1}<td>a lime square where the request has that header,
 *     a red one otherwise; {@code is=} means that it must be missing; {@code starts=} takes a prefix
 * <tr><td>{@code never}<td>no answer
 * <tr><td>{@code redirect/5}<td>five redirects, then index.html
 * <tr><td>{@code circle}<td>a redirect to itself
 * <tr><td>{@code nothing}<td>204
 * <tr><td>{@code download}<td>a file to save
 * <tr><td>{@code private/…}<td>the file behind basic authentication, {@code user:secret}
 * <tr><td>{@code events}<td>an event stream of one event that stays open
 * <tr><td>{@code endless}<td>a document that never ends
 * <tr><td>{@code huge}<td>200 MB
 * </table>
 */
final class Endpoints {
  private static final int HUGE_BYTES = 200_000_000;
  private static final int CHUNK = 64 << 10;
  private static final long MILLIS_BETWEEN_CHUNKS = 50;
  private static final String CREDENTIALS =
      "Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));

  private final CountDownLatch closing;

  Endpoints(CountDownLatch closing) {
    this.closing = closing;
  }

  /** False where there is no such name. */
  boolean answer(Answer answer, String name) throws IOException {
    String first = name.split("/", 2)[0];
    switch (first) {
      case "agrees.png" -> square(answer, agrees(answer) ? "lime" : "red");
      case "never" -> stay();
      case "redirect" -> redirect(answer, Integer.parseInt(name.substring("redirect/".length())));
      case "circle" -> goTo(answer, "circle");
      case "nothing" -> answer.send(204, "text/html", "");
      case "download" -> {
        answer.header("Content-Disposition", "attachment; filename=a.bin");
        answer.send(200, "application/octet-stream", "abc");
      }
      case "private" -> guarded(answer);
      case "events" -> events(answer);
      case "endless" -> endless(answer);
      case "huge" -> huge(answer);
      default -> {
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (!last.matches("[0-9a-z]+\\.png")) {
          return false;
        }
        square(answer, last.replace(".png", ""));
      }
    }
    return true;
  }

  private static boolean agrees(Answer answer) {
    String value = answer.asked(answer.parameter("header", ""));
    String prefix = answer.parameter("starts", "");
    return prefix.isEmpty() ? value.equals(answer.parameter("is", "")) : value.startsWith(prefix);
  }

  private static void square(Answer answer, String colour) throws IOException {
    int width = answer.number("w", 50);
    int height = answer.number("h", 50);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int rgb = ColourName.argb(colour);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    answer.send(200, "image/png", out.toByteArray());
  }

  private static void redirect(Answer answer, int left) throws IOException {
    goTo(answer, left > 1 ? String.valueOf(left - 1) : "../index.html");
  }

  private static void goTo(Answer answer, String where) throws IOException {
    answer.header("Location", where);
    answer.send(302, "text/html", "");
  }

  private static void guarded(Answer answer) throws IOException {
    if (answer.asked("Authorization").equals(CREDENTIALS)) {
      answer.send(200, "text/html", "<!doctype html><title>in</title><body bgcolor=lime>");
    } else {
      answer.header("WWW-Authenticate", "Basic realm=\"pages\"");
      answer.send(401, "text/html", "<!doctype html><title>out</title><body bgcolor=red>");
    }
  }

  private void events(Answer answer) throws IOException {
    try (OutputStream out = answer.begin("text/event-stream")) {
      out.write("data: lime\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      stay();
    }
  }

  private void endless(Answer answer) throws IOException {
    byte[] line = "<p style='background:lime'>line</p>\n".getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = answer.begin("text/html; charset=utf-8")) {
      out.write("<!doctype html><title>endless</title>".getBytes(StandardCharsets.UTF_8));
      do {
        out.write(line);
        out.flush();
      } while (!closes(MILLIS_BETWEEN_CHUNKS));
    }
  }

  private void huge(Answer answer) throws IOException {
    byte[] chunk =
        "two hundred million letters \n".repeat(CHUNK / 28).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = answer.begin("text/plain")) {
      for (int sent = 0; sent < HUGE_BYTES && !closes(0); sent += chunk.length) {
        out.write(chunk);
      }
    }
  }

  private void stay() {
    closes(TimeUnit.HOURS.toMillis(1));
  }

  private boolean closes(long millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}

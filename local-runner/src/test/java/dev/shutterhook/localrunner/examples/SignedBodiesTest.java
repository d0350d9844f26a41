package dev.shutterhook.localrunner.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localrunner.examples.SignedBodies.Change;
import dev.shutterhook.localrunner.examples.SignedBodies.Signed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Our signatures before those who check them: the libraries of Standard Webhooks in Java,
 * JavaScript and Python, and what the examples do with a public key. Each must take every webhook
 * as it is sent and refuse it with one bit turned.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(Examples.Extension.class)
class SignedBodiesTest {
  private static final SignedBodies BODIES = new SignedBodies();

  @Test
  void areAsLargeAndAsStrangeAsWebhooksCanBe() {
    List<String> bodies = BODIES.webhooks().stream().map(Signed::body).toList();
    assertEquals(SignedBodies.COUNT, bodies.stream().distinct().count());
    assertTrue(bodies.stream().anyMatch(body -> body.getBytes(UTF_8).length > 18_500));
    for (String part : List.of("\\u0000", "\\ud8", "\\\\", "\\\"", "\u2028", "\ufeff", "é", "😀")) {
      assertTrue(bodies.stream().anyMatch(body -> body.contains(part)), part);
    }
    assertTrue(BODIES.changes().size() > 5_000, () -> "" + BODIES.changes().size());
  }

  @Test
  void areVerifiedInJava() throws EmptyWebhookSecretException {
    List<Signed> webhooks = BODIES.webhooks();
    Webhook library = new Webhook(webhooks.getLast().key());
    for (Signed signed : webhooks) {
      assertEquals(!signed.byPublicKey(), verifies(library, signed), signed.id());
    }
    for (Change change : BODIES.changes()) {
      Signed before = webhooks.get(change.webhook());
      assertTrue(before.byPublicKey() || !verifies(library, changed(before, change)));
    }
  }

  private static Signed changed(Signed signed, Change change) {
    byte[] bytes = change.made(signed);
    String header = new String(bytes, ISO_8859_1);
    return switch (change.field()) {
      case "id" -> new Signed("", header, signed.timestamp(), signed.signature(), signed.body());
      case "timestamp" -> new Signed("", signed.id(), header, signed.signature(), signed.body());
      case "signature" -> new Signed("", signed.id(), signed.timestamp(), header, signed.body());
      default ->
          new Signed(
              "", signed.id(), signed.timestamp(), signed.signature(), new String(bytes, UTF_8));
    };
  }

  private static boolean verifies(Webhook library, Signed signed) {
    try {
      library.verify(
          signed.body(),
          Map.of(
              "webhook-id", List.of(signed.id()),
              "webhook-timestamp", List.of(signed.timestamp()),
              "webhook-signature", List.of(signed.signature())));
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  @Test
  void areVerifiedInJavaScript(Examples examples) throws IOException, InterruptedException {
    JsonNode judged = judged(Language.NODE, examples, "check.mjs", "node");
    assertEquals("{\"refused\":[],\"accepted\":[]}", judged.toString());
  }

  /**
   * Python's library compares the bytes that base64 stands for, and the last letter of a signature
   * has two bits that stand for none. Turning them makes another spelling of the same signature.
   */
  @Test
  void areVerifiedInPython(Examples examples) throws IOException, InterruptedException {
    JsonNode judged = judged(Language.PYTHON, examples, "check.py", ".venv/bin/python");
    assertEquals("[]", judged.path("refused").toString());
    List<Integer> respelled =
        IntStream.range(0, BODIES.changes().size())
            .filter(i -> onlySpellsTheSignatureOtherwise(BODIES.changes().get(i)))
            .boxed()
            .toList();
    assertEquals(respelled.toString(), judged.path("accepted").toString().replace(",", ", "));
  }

  private static boolean onlySpellsTheSignatureOtherwise(Change change) {
    Signed signed = BODIES.webhooks().get(change.webhook());
    if (!change.field().equals("signature") || signed.byPublicKey()) {
      return false;
    }
    String spelled = new String(change.made(signed), ISO_8859_1);
    return spelled.startsWith("v1,") && Arrays.equals(bytes(signed.signature()), bytes(spelled));
  }

  private static byte[] bytes(String signature) {
    try {
      return Base64.getDecoder().decode(signature.substring("v1,".length()));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static JsonNode judged(
      Language language, Examples examples, String program, String interpreter)
      throws IOException, InterruptedException {
    Path folder = examples.installed(language);
    try (InputStream in = SignedBodiesTest.class.getResourceAsStream(program)) {
      Files.write(folder.resolve(program), in.readAllBytes());
    }
    Files.writeString(folder.resolve("cases.json"), BODIES.json());
    List<String> command = List.of(interpreter, program, "cases.json");
    try (Child child = Child.start(folder, Map.of(), command)) {
      Child.Ended ended = child.ended();
      assertEquals(0, ended.status(), ended.text());
      return Json.tree(ended.lines().getLast());
    }
  }
}

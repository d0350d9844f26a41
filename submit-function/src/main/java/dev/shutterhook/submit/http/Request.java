package dev.shutterhook.submit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.id.Id;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as endpoints see it.
 *
 * @param id our own id of it, in the answer and in the log
 * @param method in upper case
 * @param path decoded, beginning with a slash
 * @param headers by their names in lower case
 * @param query the first value of each parameter
 * @param api where the client found us, as {@code https://shots.example.com}
 * @param body the bytes that the client sent
 * @param timeLeft until whoever runs us gives up
 * @param invocation that answers it
 */
public record Request(
    Id id,
    String method,
    String path,
    Map<String, String> headers,
    Map<String, String> query,
    URI api,
    ByteBuffer body,
    Duration timeLeft,
    Invocation invocation) {
  /** Letters as in host names, or an IPv6 address in brackets. */
  private static final Pattern DOMAIN =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\]");

  public Request {
    headers = Map.copyOf(headers);
    query = Map.copyOf(query);
    body = body.asReadOnlyBuffer();
  }

  /** Reads an event of API Gateway, payload format 2.0. */
  public static Request of(
      Id id, APIGatewayV2HTTPEvent event, Duration timeLeft, Invocation invocation) {
    Map<String, String> headers = new TreeMap<>();
    orEmpty(event.getHeaders())
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Request(
        id,
        event.getRequestContext().getHttp().getMethod().toUpperCase(Locale.ROOT),
        event.getRawPath(),
        headers,
        orEmpty(event.getQueryStringParameters()),
        api(event.getRequestContext().getDomainName(), headers),
        ByteBuffer.wrap(bytes(event)),
        timeLeft,
        invocation);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The gateway vouches for the domain; the header beside it knows of a port. */
  private static URI api(@Nullable String domain, Map<String, String> headers) {
    String name = domain != null && DOMAIN.matcher(domain).matches() ? domain : "localhost";
    String scheme = headers.getOrDefault("x-forwarded-proto", "https");
    String host = headers.getOrDefault("host", name);
    boolean port = host.matches(Pattern.quote(name) + ":\\d{1,5}");
    return URI.create((scheme.equals("http") ? "http" : "https") + "://" + (port ? host : name));
  }

  private static byte[] bytes(APIGatewayV2HTTPEvent event) {
    String body = event.getBody();
    if (body == null) {
      return new byte[0];
    }
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}

package dev.shutterhook.localrunner.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One request as API Gateway hands it to a function: payload format 2.0 ("Working with AWS Lambda
 * proxy integrations for HTTP APIs"). Fields that a request has no value for are left out.
 *
 * <p>API Gateway decodes {@code rawPath} and leaves {@code rawQueryString} as it came.
 */
final class HttpEvent {

  private static final String ACCOUNT = "000000000000";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final HttpExchange exchange;
  private final RouteTable.Found found;
  private final byte[] body;
  private final Instant received;
  private final Map<String, String> headers;

  HttpEvent(HttpExchange exchange, RouteTable.Found found, byte[] body, Instant received) {
    this.exchange = exchange;
    this.found = found;
    this.body = body;
    this.received = received;
    this.headers = headers(exchange);
  }

  ObjectNode json() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    String rawQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    event.put("version", "2.0");
    event.put("routeKey", found.key());
    event.put("rawPath", path());
    event.put("rawQueryString", rawQuery);
    putCookies(event);
    putAll(event.putObject("headers"), headers);
    if (!rawQuery.isEmpty()) {
      putAll(event.putObject("queryStringParameters"), query(rawQuery));
    }
    if (!found.variables().isEmpty()) {
      putAll(event.putObject("pathParameters"), found.variables());
    }
    event.set("requestContext", context());
    putBody(event);
    return event;
  }

  private ObjectNode context() {
    String host = headers.getOrDefault("host", "localhost").replaceFirst(":\\d+$", "");
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    context.put("accountId", ACCOUNT);
    context.put("apiId", "local");
    context.put("domainName", host);
    context.put("domainPrefix", host.replaceFirst("\\..*$", ""));
    context
        .putObject("http")
        .put("method", exchange.getRequestMethod())
        .put("path", path())
        .put("protocol", exchange.getProtocol())
        .put("sourceIp", sourceIp(exchange))
        .put("userAgent", headers.getOrDefault("user-agent", ""));
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", found.key());
    context.put("stage", "$default");
    context.put("time", TIME.format(received));
    context.put("timeEpoch", received.toEpochMilli());
    return context;
  }

  private String path() {
    return RoutePattern.decode(exchange.getRequestURI().getRawPath());
  }

  private void putCookies(ObjectNode event) {
    List<String> lines = exchange.getRequestHeaders().get("Cookie");
    if (lines != null) {
      ArrayNode cookies = event.putArray("cookies");
      lines.stream()
          .flatMap(line -> List.of(line.split(";", -1)).stream())
          .map(String::strip)
          .filter(cookie -> !cookie.isEmpty())
          .forEach(cookies::add);
    }
  }

  private void putBody(ObjectNode event) {
    boolean text = isText(headers.getOrDefault("content-type", ""));
    if (body.length > 0) {
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
  }

  /**
   * The four kinds that API Gateway passes as text. AWS documents only that binary bodies are
   * encoded; measured against it, all else is binary: a form, a vendor's JSON, a missing type.
   */
  private static boolean isText(String contentType) {
    String type = contentType.replaceFirst(";.*$", "").strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/json", "application/javascript", "application/xml" -> true;
      default -> type.startsWith("text/");
    };
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Headers sent = exchange.getRequestHeaders();
    Map<String, String> headers = new TreeMap<>();
    sent.forEach((name, values) -> headers.put(lower(name), String.join(",", values)));
    headers.remove("cookie");
    headers.merge("x-forwarded-for", sourceIp(exchange), (client, own) -> client + ", " + own);
    headers.put("x-forwarded-port", Integer.toString(exchange.getLocalAddress().getPort()));
    headers.put("x-forwarded-proto", "http");
    return headers;
  }

  private static Map<String, String> query(String rawQuery) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : rawQuery.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      if (!pair.isEmpty()) {
        parameters.merge(
            decodeQuery(parts[0]), decodeQuery(value), (first, next) -> first + "," + next);
      }
    }
    return parameters;
  }

  private static String decodeQuery(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String sourceIp(HttpExchange exchange) {
    return exchange.getRemoteAddress().getAddress().getHostAddress();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static void putAll(ObjectNode node, Map<String, String> values) {
    values.forEach(node::put);
  }
}

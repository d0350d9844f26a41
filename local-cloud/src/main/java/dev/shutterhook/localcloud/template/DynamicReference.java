package dev.shutterhook.localcloud.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudFormation's dynamic references to secrets: <code>{{resolve:secretsmanager:ARN}}</code>. It
 * resolves them when a stack is deployed, so that functions find the secret itself.
 */
final class DynamicReference {
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{resolve:([a-z-]+):(.+?)(:SecretString)?}}");

  private DynamicReference() {}

  /**
   * The text with the secrets in their places.
   *
   * @param secrets by their ARNs
   */
  static String resolve(String text, Map<String, String> secrets, Where where) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String secret = secrets.get(matcher.group(2));
      if (!matcher.group(1).equals("secretsmanager") || secret == null) {
        throw where.fault("no secret of this template is " + matcher.group());
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(secret));
    }
    return matcher.appendTail(result).toString();
  }
}

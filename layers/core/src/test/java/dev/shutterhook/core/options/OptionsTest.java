package dev.shutterhook.core.options;

import static dev.shutterhook.core.fixture.RequestFixture.aRequest;
import static dev.shutterhook.core.fixture.RequestFixture.anHtmlRequest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.LargestRequest;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.json.Json;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  private static RequestFixture request(String fields) {
    RequestFixture request = aRequest();
    Json.tree(fields).properties().forEach(field -> request.with(field.getKey(), field.getValue()));
    return request;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"format":[]}                             | format must have at least 1 entry
          {"format":["png","gif"]}                  | format[1] must be one of png, jpeg, webp, pdf, html, mhtml, text
          {"format":["png","pdf"],"quality":9}      | quality goes only with format jpeg or webp
          {"format":"jpeg","quality":0}             | quality must be from 1 to 100
          {"format":"jpeg","omit_background":true}  | omit_background goes only with format png or webp
          {"pdf":{}}                                | pdf goes only with format pdf
          {"device":"toaster"}                      | device is not a known device; try desktop, iphone_15_pro, pixel_8 or ipad_mini
          {"retina":true,"scale":3}                 | retina cannot be given together with scale
          {"max_height":900}                        | max_height goes only with full_page
          {"max_height":15,"full_page":true}        | max_height must be from 16 to 65535 px
          {"full_page":true,"selector":"p"}         | full_page cannot be given together with selector or clip
          {"clip":{"x":0,"y":0,"width":9}}          | clip.height is required
          {"clip":{"x":-1,"y":0,"width":9,"height":9}} | clip.x must be from 0 to 65535 px
          {"format":"pdf","selector":"p"}           | selector goes only with format png, jpeg or webp
          {"wait_for_selector":" "}                 | wait_for_selector must not be empty
          {"on_timeout":"shrug"}                    | on_timeout must be one of fail, capture
          {"media":"tv"}                            | media must be one of screen, print
          {"css":""}                                | css must not be empty
          {"hide":"p"}                              | hide must be a list
          {"hide":["p",1]}                          | hide[1] must be a string
          {"click":["\\u0007"]}                     | click[0] must not contain control characters
          {"scroll_to":-1}                          | scroll_to must be from 0 to 65535 px
          {"scroll_to":9,"full_page":true}          | scroll_to cannot be given together with full_page
          {"mask":"p"}                              | mask must be a list
          {"mask":["p",""]}                         | mask[1] must not be empty
          {"mask_text":["a","(b"]}                  | mask_text[1] is not a pattern in RE2's syntax
          {"mask_text":["(a)\\\\1"]}              | mask_text[0] is not a pattern in RE2's syntax
          {"mask_text":["a*"]}                      | mask_text[0] must not match what is empty
          {"mask":["p"],"format":["png","pdf"]}     | mask goes only with format png, jpeg, webp or text
          {"mask_text":["p"],"format":"html"}       | mask_text goes only with format png, jpeg, webp or text
          {"locale":"Klingon"}                      | locale must be a language tag like de-DE
          {"locale":"x-none"}                       | locale must be a language tag like de-DE
          {"timezone":"Mars/Base"}                  | timezone must be a time zone like Europe/Berlin
          {"geolocation":{"latitude":91,"longitude":0}} | geolocation.latitude must be from -90 to 90
          {"geolocation":{"latitude":1}}            | geolocation.longitude is required
          {"user_agent":"a\\nb"}                    | user_agent must be printable ASCII
          {"headers":{"Host":"a"}}                  | headers.Host cannot be set
          {"headers":{"Cookie":"a=b"}}              | headers.Cookie cannot be set: use cookies
          {"headers":{"Sec-Fetch-Site":"none"}}     | headers.Sec-Fetch-Site cannot be set
          {"headers":{"X-A":"1","x-a":"2"}}         | headers.x-a is given twice
          {"headers":{"a b":"1"}}                   | headers.a b is not the name of a header field
          {"headers":{"X-A":"1\\r\\nX-B: 2"}}       | headers.X-A must be printable ASCII
          {"cookies":[{"value":"1"}]}               | cookies[0].name is required
          {"cookies":[{"name":"a","value":"1;2"}]}  | cookies[0].value is not a cookie's value
          {"cookies":[{"name":"a","path":"x"}]}     | cookies[0].path must begin with /
          {"cookies":[{"name":"a","same_site":"none"}]} | cookies[0].same_site none goes only with secure true
          {"basic_auth":{"password":"x"}}           | basic_auth.username is required
          {"basic_auth":{"username":"a:b"}}         | basic_auth.username must not contain a colon
          {"javascript":false,"js":"x"}             | js cannot be given together with javascript false
          {"block_resources":["document"]}          | block_resources[0] must be one of stylesheet, image, media, font, script, texttrack, xhr, fetch, prefetch, eventsource, websocket, manifest, ping, other
          {"block_ads":1}                           | block_ads must be true or false
          {"fail_if_text":[""]}                     | fail_if_text[0] must not be empty
          """)
  void saysWhatIsWrong(String fields, String fault) {
    assertEquals(List.of(fault), request(fields).faults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"paper":"a3","width":"1in","height":"1in"} | pdf.paper cannot be given together with width and height
          {"width":"20cm"}                          | pdf.height is required, as the other is given
          {"width":"20 parsecs","height":"1in"}     | pdf.width must be a length like 210mm, 8.5in, 2cm, 72pt or 96px
          {"margin":"300in"}                        | pdf.margin must be from 0 to 200in
          {"margin":"11cm"}                         | pdf.margin leaves no room on the sheet
          {"margin":{"top":"14.9cm","bottom":"14.9cm"}} | pdf.margin leaves no room on the sheet
          {"landscape":true,"margin":{"left":"15cm","right":"15cm"}} | pdf.margin leaves no room on the sheet
          {"width":"0in","height":"9in"}            | pdf.width leaves no room on the sheet
          {"scale":3}                               | pdf.scale must be from 0.1 to 2
          {"page_ranges":"all"}                     | pdf.page_ranges must be a list of pages like 1-3,5
          {"page_ranges":"3-2"}                     | pdf.page_ranges must count from 1 and upwards, like 1-3,5
          {"page_ranges":"0"}                       | pdf.page_ranges must count from 1 and upwards, like 1-3,5
          {"page_ranges":"1-3,"}                    | pdf.page_ranges must be a list of pages like 1-3,5
          """)
  void saysWhatIsWrongWithThePaper(String pdf, String fault) {
    assertEquals(
        List.of(fault), aRequest().with("format", "pdf").with("pdf", Json.tree(pdf)).faults());
  }

  /** Clients that were generated send empty lists and objects for what nobody has set. */
  @Test
  void takesNoHeadersForNone() {
    assertEquals(List.of(), anHtmlRequest("<p>").with("headers", Json.tree("{}")).faults());
  }

  @Test
  void sendsSecretsToNoDocumentThatTheClientBrings() {
    assertEquals(
        List.of("basic_auth goes only with url", "headers goes only with url"),
        anHtmlRequest("<p>")
            .with("basic_auth", Json.tree("{\"username\":\"a\"}"))
            .with("headers", Json.tree("{\"X-A\":\"1\"}"))
            .faults());
  }

  @Test
  void boundsAllMasksTogether() {
    String longest = "p".repeat(512);
    List<String> most = Collections.nCopies(Changes.MAX_MASK_BYTES / longest.length(), longest);
    assertEquals(List.of(), aRequest().with("mask", most).faults());
    assertEquals(
        List.of("mask must be at most 8192 bytes, with mask_text"),
        aRequest().with("mask", most).with("mask_text", List.of("a")).faults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "de_DE", "zh-Hant-TW", "tlh", "DE-de"})
  void takesLanguagesInEverySpelling(String locale) {
    String tag = aRequest().with("locale", locale).accepted().options().emulation().locale();
    assertTrue(List.of("de-DE", "zh-Hant-TW", "tlh").contains(tag), tag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"device":"iPhone 15 Pro"}          | /width     | 393
          {"device":"iPhone 15 Pro"}          | /mobile    | true
          {"device":"iPhone 15 Pro"}          | /device    | "iphone_15_pro"
          {"device":"Pixel 7","width":500}    | /width     | 500
          {"width":400,"height":900,"landscape":true} | /width | 900
          {"retina":true}                     | /scale     | 2
          {"format":["webp","pdf"]}           | /format    | ["webp","pdf"]
          {"format":["webp"]}                 | /format    | "webp"
          {"format":["png","png"]}            | /format    | "png"
          {"scroll_to":900}                   | /scroll_to | 900
          {"scroll_to":"#a"}                  | /scroll_to | "#a"
          {"wait_for_expression":"a\\nb"}    | /wait_for_expression | "a\\nb"
          {"mask":["p"],"format":["png","text"]} | /mask | ["p"]
          {"mask_text":["\\\\d+"],"format":"text"} | /mask_text | ["\\\\d+"]
          {"css":"p{}"}                       | /css       | "p{}"
          {"block_ads":true}                  | /block_ads | true
          {"javascript":false}                | /javascript | false
          {"format":"pdf","pdf":{"margin":"1in"}} | /pdf/margin/left | "1in"
          {"format":"pdf","pdf":{"footer_html":"<i>"}} | /pdf/footer_html | "<i>"
          {"clip":{"x":1,"y":2,"width":3,"height":4}} | /clip | {"x":1,"y":2,"width":3,"height":4}
          """)
  void echoesWhatItHasUnderstood(String fields, String place, String value) {
    assertEquals(value, request(fields).accepted().options().echo().at(place).toString());
  }

  @Test
  void echoesNoSecret() {
    CaptureOptions options =
        request(
                "{\"headers\":{\"X-Key\":\"s3cret\"},\"basic_auth\":{\"username\":\"me\","
                    + "\"password\":\" s3cret \"},\"cookies\":[{\"name\":\"a\",\"value\":\"s3cret\"}]}")
            .accepted()
            .options();
    JsonNode echo = options.echo();
    assertFalse((echo.toString() + options).contains("s3cret"));
    assertEquals("[redacted]", echo.at("/headers/X-Key").asText());
    assertEquals("me", echo.at("/basic_auth/username").asText());
    assertEquals("a", echo.at("/cookies/0/name").asText());
    // Its spaces count.
    assertTrue(Json.write(options).contains("\" s3cret \""));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void surviveTheWayThroughAMessageWholly(boolean document) {
    CaptureOptions options = LargestRequest.of(document).accepted().options();
    CaptureOptions again = Json.read(Json.write(options), CaptureOptions.class);
    assertEquals(options, again);
    assertEquals(options.echo(), again.echo());
  }

  @Test
  void saysNothingOfWhatIsAsAlways() {
    String order = Json.write(aRequest().accepted().options());
    assertTrue(order.length() < 1_000, order);
  }
}

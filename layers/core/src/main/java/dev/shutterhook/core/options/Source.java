package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Packed;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.WebUrl;
import org.jspecify.annotations.Nullable;

/** What is captured. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Source.Page.class, name = "url"),
  @JsonSubTypes.Type(value = Source.Document.class, name = "html"),
  @JsonSubTypes.Type(value = Source.StoredDocument.class, name = "stored")
})
public sealed interface Source {
  /** 512 KiB: packed, an order stays under the 1 MiB that SQS takes. */
  int MAX_HTML_BYTES = 512 * 1024;

  /** A page on the web. */
  record Page(WebUrl url) implements Source {}

  /** A document that the client sent, of at most {@value #MAX_HTML_BYTES} bytes of UTF-8. */
  record Document(
      @JsonSerialize(using = Packed.Serializer.class)
          @JsonDeserialize(using = Packed.Deserializer.class)
          String html)
      implements Source {}

  /**
   * A client's document as the table knows it: a DynamoDB item holds 400 KB at most, so the text
   * lies in the bucket. Orders carry the text itself, because the renderer may not read.
   */
  record StoredDocument(String key) implements Source {
    /** The bucket's folder for them. */
    public static final String PREFIX = "sources/";

    public StoredDocument {
      if (!key.startsWith(PREFIX)) {
        throw new IllegalArgumentException("a stored document lies under " + PREFIX);
      }
    }

    /** Where a capture's document is stored. */
    public static StoredDocument of(Id capture) {
      return new StoredDocument(PREFIX + capture + ".html");
    }
  }

  /** Null where the request names none or several, which is then among the faults. */
  static @Nullable Source read(Fields fields) {
    boolean url = fields.given("url");
    boolean html = fields.given("html");
    if (url && html) {
      fields.fault("html", "cannot be given together with url");
    } else if (!url && !html) {
      fields.fault("url", "is required, unless html is given");
    } else if (url) {
      return fields.parsed("url", WebUrl.MAX_LENGTH * 4, WebUrl::parse).map(Page::new).orElse(null);
    } else {
      return fields.text("html", MAX_HTML_BYTES).map(Document::new).orElse(null);
    }
    return null;
  }
}

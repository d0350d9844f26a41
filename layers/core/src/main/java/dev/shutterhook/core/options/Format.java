package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a capture can be made into. */
public enum Format {
  @JsonProperty("png")
  PNG("png", "image/png"),
  @JsonProperty("jpeg")
  JPEG("jpg", "image/jpeg"),
  @JsonProperty("webp")
  WEBP("webp", "image/webp"),
  @JsonProperty("pdf")
  PDF("pdf", "application/pdf"),
  /** The document as it stands when the picture is taken, scripts and all. */
  @JsonProperty("html")
  HTML("html", "text/html; charset=utf-8"),
  /** The document with all that it shows in one file (RFC 2557). */
  @JsonProperty("mhtml")
  MHTML("mhtml", "multipart/related"),
  /** What a reader sees of the document, line by line. */
  @JsonProperty("text")
  TEXT("txt", "text/plain; charset=utf-8");

  private final String extension;
  private final String contentType;

  Format(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  /** Of a file's name, without the dot. */
  public String extension() {
    return extension;
  }

  /** The media type that it is served with. */
  public String contentType() {
    return contentType;
  }

  /** Whether a quality can be chosen. */
  public boolean lossy() {
    return this == JPEG || this == WEBP;
  }

  /** Whether it is made of pixels. */
  public boolean picture() {
    return this == PNG || this == JPEG || this == WEBP;
  }

  /** Whether what is masked in a page is masked in it. */
  public boolean maskable() {
    return picture() || this == TEXT;
  }

  /** Whether a browser that opens it runs nothing of the page's: the others are its markup. */
  public boolean inert() {
    return this != HTML && this != MHTML;
  }

  /** Whether it can be seen through. */
  public boolean transparent() {
    return this == PNG || this == WEBP;
  }
}

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
  PDF("pdf", "application/pdf");

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
}

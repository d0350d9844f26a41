package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Sizes of paper, upright. The A series by ISO 216, the others by ANSI/ASME Y14.1. */
public enum Paper {
  @JsonProperty("letter")
  LETTER("8.5in", "11in"),
  @JsonProperty("legal")
  LEGAL("8.5in", "14in"),
  @JsonProperty("tabloid")
  TABLOID("11in", "17in"),
  @JsonProperty("ledger")
  LEDGER("17in", "11in"),
  @JsonProperty("a0")
  A0("841mm", "1189mm"),
  @JsonProperty("a1")
  A1("594mm", "841mm"),
  @JsonProperty("a2")
  A2("420mm", "594mm"),
  @JsonProperty("a3")
  A3("297mm", "420mm"),
  @JsonProperty("a4")
  A4("210mm", "297mm"),
  @JsonProperty("a5")
  A5("148mm", "210mm"),
  @JsonProperty("a6")
  A6("105mm", "148mm");

  private final String width;
  private final String height;

  Paper(String width, String height) {
    this.width = width;
    this.height = height;
  }

  public Length width() {
    return Length.parse(width);
  }

  public Length height() {
    return Length.parse(height);
  }
}

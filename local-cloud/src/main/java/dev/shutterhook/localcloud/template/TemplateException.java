package dev.shutterhook.localcloud.template;

import java.nio.file.Path;

/**
 * A template says something that this reader does not understand, or that is wrong. Names the file,
 * the resource (or the section) and the property, so that the line is found at once.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String logicalId;
  private final String property;

  /**
   * Names the place and the fault.
   *
   * @param file the template
   * @param logicalId the resource's name in the template, or a section's name such as {@code
   *     Conditions}; empty for a fault of the whole file
   * @param property the path of the property below it, such as {@code
   *     RedrivePolicy.maxReceiveCount}; may be empty
   * @param fault what is wrong and what would mend it
   */
  public TemplateException(Path file, String logicalId, String property, String fault) {
    super(place(file, logicalId, property) + ": " + fault);
    this.logicalId = logicalId;
    this.property = property;
  }

  public String logicalId() {
    return logicalId;
  }

  public String property() {
    return property;
  }

  private static String place(Path file, String logicalId, String property) {
    String place = file.toString();
    if (!logicalId.isEmpty()) {
      place += ": " + logicalId;
    }
    return property.isEmpty() ? place : place + "." + property;
  }
}

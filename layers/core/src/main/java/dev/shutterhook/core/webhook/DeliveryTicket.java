package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;

/**
 * A message on the deliver queue.
 *
 * @param schema {@value #SCHEMA}
 * @param delivery which one
 */
public record DeliveryTicket(int schema, Id delivery) {
  /** The version of this message. */
  public static final int SCHEMA = 1;

  public DeliveryTicket {
    if (schema != SCHEMA || delivery.kind() != Id.Kind.DELIVERY) {
      throw new IllegalArgumentException("a ticket of schema 1 names a delivery");
    }
  }

  /** A ticket of this version. */
  public static DeliveryTicket of(Id delivery) {
    return new DeliveryTicket(SCHEMA, delivery);
  }
}

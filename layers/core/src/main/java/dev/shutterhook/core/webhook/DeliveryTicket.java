package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;

/**
 * A message on the deliver queue, or in its dead letters.
 *
 * <p>A ticket is good for one generation of its delivery: those of earlier ones are thrown away, so
 * that they cause no attempts beside the new one's.
 *
 * <p>A ticket in the dead letters says that its generation is spent. Nobody sends such a ticket to
 * the deliver queue: where one is received there, somebody has redriven it, in the console of SQS
 * or by {@code StartMessageMoveTask}, which moves messages unchanged. It then stands for the wish
 * to begin the generation after the one that it names, which is granted while that one is the
 * delivery's last. So a duplicate, a ticket buried twice, and one whose delivery was replayed
 * meanwhile begin nothing. The body says it and not an attribute, because the body is what every
 * consumer is given.
 *
 * @param schema {@value #SCHEMA}
 * @param delivery which one
 * @param generation of the delivery, from 1; messages from before there were any have none
 * @param spent whether that generation was given up
 */
public record DeliveryTicket(int schema, Id delivery, int generation, boolean spent) {
  /** The version of this message. */
  public static final int SCHEMA = 1;

  public DeliveryTicket {
    if (schema != SCHEMA || delivery.kind() != Id.Kind.DELIVERY) {
      throw new IllegalArgumentException("a ticket of schema 1 names a delivery");
    }
    generation = generation == 0 ? 1 : generation;
    if (generation < 1) {
      throw new IllegalArgumentException("generations count from 1");
    }
  }

  /** A ticket for a delivery's first generation. */
  public static DeliveryTicket of(Id delivery) {
    return of(delivery, 1);
  }

  /** A ticket for that generation. */
  public static DeliveryTicket of(Id delivery, int generation) {
    return new DeliveryTicket(SCHEMA, delivery, generation, false);
  }

  /** What is buried when that generation was given up. */
  public static DeliveryTicket spent(Id delivery, int generation) {
    return new DeliveryTicket(SCHEMA, delivery, generation, true);
  }
}

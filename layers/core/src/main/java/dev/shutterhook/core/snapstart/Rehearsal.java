package dev.shutterhook.core.snapstart;

import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.log.EventLog;

/**
 * A made-up event, handled before the snapshot so that what an event needs is loaded and compiled
 * in it. It is handled by objects of its own: the function's own have neither sockets nor
 * credentials nor anything remembered when they are copied.
 */
@FunctionalInterface
public interface Rehearsal {
  /**
   * Plays it.
   *
   * @param aws clients that reach nobody
   * @param silent a log that is thrown away: nothing has happened
   */
  void play(AwsClients aws, EventLog silent) throws Exception;
}

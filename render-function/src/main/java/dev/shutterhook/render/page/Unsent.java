package dev.shutterhook.render.page;

import dev.shutterhook.core.egress.EgressFault;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.options.ResourceType;
import dev.shutterhook.render.interception.Blockade;

/**
 * Requests of a page that were not sent. What the client wished away is not missing.
 *
 * @param byGuard that the egress policy refused
 * @param byWish that the client wished to be refused
 * @param images among those wished
 * @param fonts among those wished
 * @param byLimit that went beyond what a capture may take from the network
 */
record Unsent(int byGuard, int byWish, int images, int fonts, long byLimit) {

  static Unsent of(EgressSession egress, Blockade blockade) {
    return new Unsent(
        (int) Math.min(Integer.MAX_VALUE, egress.count(EgressFault.BLOCKED)),
        blockade.refused(),
        blockade.refused(ResourceType.IMAGE),
        blockade.refused(ResourceType.FONT),
        egress.count(EgressFault.LIMIT_EXCEEDED));
  }
}

package dev.shutterhook.submit;

import static org.awaitility.Awaitility.await;

import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What lies in a queue, taken out as a consumer would. */
final class Inbox {
  private final LocalCloud cloud;
  private final String url;
  private final List<Message> taken = new ArrayList<>();

  Inbox(LocalCloud cloud, String queue) {
    this(cloud, URI.create(cloud.queueUrl(queue)));
  }

  private Inbox(LocalCloud cloud, URI queue) {
    this.cloud = cloud;
    this.url = queue.toString();
  }

  /** Of a queue that nobody else uses: what others send need not be passed over. */
  static Inbox own(LocalCloud cloud) {
    String name = "q-" + UUID.randomUUID();
    // What was taken out is not seen again, however long the test lasts.
    Map<QueueAttributeName, String> hidden = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "43200");
    String url =
        cloud.sqs().createQueue(create -> create.queueName(name).attributes(hidden)).queueUrl();
    return new Inbox(cloud, URI.create(url));
  }

  String url() {
    return url;
  }

  /** The one message about a record; fails where none comes. */
  Message about(String id) {
    return await("a message about " + id)
        .until(() -> allAbout(id), found -> !found.isEmpty())
        .getFirst();
  }

  /** Every message about a record that lies in the queue now. */
  List<Message> allAbout(String id) {
    List<Message> batch;
    do {
      batch =
          cloud
              .sqs()
              .receiveMessage(
                  receive ->
                      receive
                          .queueUrl(url)
                          .maxNumberOfMessages(10)
                          .waitTimeSeconds(0)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      taken.addAll(batch);
    } while (!batch.isEmpty());
    return taken.stream().filter(message -> message.body().contains(id)).toList();
  }

  static RenderOrder order(Message message) {
    return Json.read(message.body(), RenderOrder.class);
  }
}

package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.QueueResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import org.apache.pekko.actor.Props;
import org.elasticmq.persistence.sql.DB;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.h2.jdbcx.JdbcConnectionPool;
import scala.collection.immutable.Nil$;
import scalikejdbc.ConnectionPool$;
import scalikejdbc.DataSourceConnectionPool;
import scalikejdbc.DataSourceConnectionPool$;

/** ElasticMQ's messages in an H2 file that is written before a call is answered. */
final class QueueStore implements AutoCloseable {
  private static final String USER = "sa";
  private static final String PASSWORD = "";

  /** The persisting actor works alone; the rest is for its start. */
  private static final int MAX_CONNECTIONS = 4;

  private final String url;
  private final JdbcConnectionPool connections;

  private QueueStore(String url, JdbcConnectionPool connections) {
    this.url = url;
    this.connections = connections;
  }

  static QueueStore open(Path folder) throws IOException, SQLException {
    Path file = Files.createDirectories(folder.resolve("sqs")).resolve("queues");
    // Without WRITE_DELAY=0 a commit reaches the file up to half a second after its answer.
    String url = "jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    JdbcConnectionPool connections = JdbcConnectionPool.create(url, USER, PASSWORD);
    connections.setMaxConnections(MAX_CONNECTIONS);
    return new QueueStore(url, connections);
  }

  /**
   * Makes messages visible that were in flight when the process died: their consumer died with it.
   * A message that waits longer than its queue's visibility timeout was sent to wait by a consumer
   * (a retry's backoff) and keeps waiting; so does one that was sent with a delay.
   *
   * @return how many
   */
  int release(Collection<QueueResource> queues, Instant now) throws SQLException {
    int released = 0;
    try (Connection connection = connections.getConnection()) {
      for (QueueResource queue : queues) {
        String table = messageTable(queue.name());
        if (exists(connection, table)) {
          released += release(connection, table, queue, now);
        }
      }
    }
    return released;
  }

  private static int release(Connection connection, String table, QueueResource queue, Instant now)
      throws SQLException {
    String update =
        "update "
            + table
            + " set next_delivery = ? where received is not null"
            + " and next_delivery > ? and next_delivery <= ?";
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setLong(1, now.toEpochMilli());
      statement.setLong(2, now.toEpochMilli());
      statement.setLong(3, now.plus(queue.visibilityTimeout()).toEpochMilli());
      return statement.executeUpdate();
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, table.toUpperCase(Locale.ROOT), null)) {
      return tables.next();
    }
  }

  /** As ElasticMQ's message repository names it. */
  private static String messageTable(String queueName) {
    String hash = Integer.toHexString(queueName.hashCode());
    return "message_" + queueName.replace('.', '_').replace('-', '_') + "_" + hash;
  }

  /** The actor that writes; it works on the pool of this store. */
  Props actor() {
    SqlQueuePersistenceConfig config =
        new SqlQueuePersistenceConfig(true, "org.h2.Driver", url, USER, PASSWORD, false);
    // ElasticMQ opens its pool once in a JVM and keeps it for ever; ours takes its place.
    DB.initializeSingleton(config);
    ConnectionPool$.MODULE$.singleton(
        new DataSourceConnectionPool(
            connections,
            DataSourceConnectionPool$.MODULE$.$lessinit$greater$default$2(),
            connections::dispose));
    return Props.create(SqlQueuePersistenceActor.class, config, Nil$.MODULE$);
  }

  @Override
  public void close() {
    ConnectionPool$.MODULE$.closeAll();
    // A store that was opened and never given to an actor is in no pool's list.
    connections.dispose();
  }
}

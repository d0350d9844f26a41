package dev.shutterhook.localcloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
    String url =
        "jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    JdbcConnectionPool connections = JdbcConnectionPool.create(url, USER, PASSWORD);
    connections.setMaxConnections(MAX_CONNECTIONS);
    return new QueueStore(url, connections);
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
            DataSourceConnectionPool$.MODULE$.$lessinit$greater$default$3()));
    return Props.create(SqlQueuePersistenceActor.class, config, Nil$.MODULE$);
  }

  @Override
  public void close() {
    ConnectionPool$.MODULE$.closeAll();
    connections.dispose();
  }
}

package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.submit.capture.Allowance;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.capture.OrderDesk;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.tick.RunStart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run that somebody wants now. Real: tables and queues. */
@ExtendWith(CloudExtension.class)
class RunStartTest {
  private static final Duration RETENTION = Duration.ofDays(30);

  private final LocalCloud cloud;
  private final Watched watched;

  RunStartTest(LocalCloud cloud) {
    this.cloud = cloud;
    watched = new Watched(cloud);
  }

  @AfterEach
  void forget() {
    watched.close();
  }

  private RunStart.Started start(Monitor monitor, int inFlight) {
    MonthlyQuota quota = new MonthlyQuota(cloud.dynamoDb(), cloud.tableName("AccountsTable"));
    WorkQueue renderQueue = new WorkQueue(cloud.sqs(), cloud.queueUrl("RenderQueue"));
    Intake intake =
        new Intake(
            new Intake.Rules(RETENTION, CaptureFixture.KEY),
            new Allowance(watched.captures, quota, inFlight, watched.lines.log()),
            new Intake.Stores(
                watched.captures,
                new SourceStore(cloud.s3(), cloud.bucketName("ArtifactsBucket")),
                new OrderDesk(renderQueue, watched.captures, watched.clock),
                Optional.empty()),
            Ids.secure(),
            watched.clock,
            watched.lines.log());
    Caller caller = new Caller(watched.account, watched.key.publicId(), 0, 100);
    return new RunStart(intake, watched.runs, CaptureFixture.KEY, RETENTION, watched.clock)
        .start(monitor, caller, watched.clock.instant());
  }

  @Test
  void beginsAtOnceWhateverTheSchedule() {
    Monitor monitor = watched.kept(watched.one().every("@yearly").paused());
    RunStart.Begun begun = assertInstanceOf(RunStart.Begun.class, start(monitor, 10));
    assertEquals(List.of(begun.run()), watched.runsOf(monitor));
    new Inbox(cloud, "RenderQueue").about(begun.run().capture().toString());
    assertEquals(
        begun.run().id(),
        watched.captures.find(begun.run().capture()).orElseThrow().origin().run());
  }

  @Test
  void leavesNoRunWhereNoCaptureMayBeMade() {
    Monitor monitor = watched.kept(watched.one().paused());
    assertInstanceOf(RunStart.Begun.class, start(monitor, 1));
    watched.clock.forward(Duration.ofSeconds(1));
    RunStart.Refused refused = assertInstanceOf(RunStart.Refused.class, start(monitor, 1));
    assertEquals(ProblemCode.RATE_LIMITED, refused.problem().code());
    assertEquals(1, watched.runsOf(monitor).size());
    assertTrue(watched.monitors.find(monitor.id()).isPresent());
  }
}

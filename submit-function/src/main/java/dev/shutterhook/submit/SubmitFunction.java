package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.random.FreshRandom;
import dev.shutterhook.core.snapstart.SnapStart;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The HTTP API: accepts captures and answers for them. */
public final class SubmitFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private final Api api;

  /** For Lambda. */
  public SubmitFunction() {
    this(Environment.read(SubmitConfig.class, System.getenv()));
  }

  private SubmitFunction(SubmitConfig config) {
    this(
        config,
        AwsClients.fromEnvironment(),
        InstantSource.system(),
        FreshRandom.shared(),
        EventLog.system());
    SnapStart.register((aws, silent) -> new RehearsedRequests(config, aws, silent).play());
  }

  /** For one machine and for tests. */
  public SubmitFunction(
      SubmitConfig config,
      AwsClients clients,
      InstantSource clock,
      RandomGenerator random,
      EventLog log) {
    this.api = new Api(config, clients, clock, random, log);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    Invocation invocation = Invocation.begin(context);
    return api.answer(event, Duration.ofMillis(context.getRemainingTimeInMillis()), invocation);
  }
}

package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.shutterhook.core.account.Authenticator;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.http.Responses;
import dev.shutterhook.submit.http.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;

/** The API as one answer to one event, and what becomes of a request in which something throws. */
final class Api {
  /** A store that could not be reached is mostly back by then. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Ids ids;
  private final EventLog log;
  private final Routes routes;

  Api(
      SubmitConfig config,
      AwsClients clients,
      InstantSource clock,
      RandomGenerator random,
      EventLog log) {
    this.ids = new Ids(clock, random);
    this.log = log;
    WebhookSecretStore secrets =
        new WebhookSecretStore(
            clients.dynamoDb(), config.accountsTable(), random, config.sealingKey());
    this.routes =
        new Routes(
            new Authenticator(
                clients.dynamoDb(),
                config.accountsTable(),
                config.limits(),
                config.bootstrapApiKeyHash(),
                clock),
            new ApiRoutes(config, clients, ids, clock, log).all(secrets));
  }

  APIGatewayV2HTTPResponse answer(
      APIGatewayV2HTTPEvent event, Duration timeLeft, Invocation invocation) {
    Id id = ids.next(Id.Kind.REQUEST);
    Answer answer = answer(() -> Request.of(id, event, timeLeft, invocation), id);
    if (answer instanceof Answer.Problem problem) {
      log.event("request.refused")
          .with("request", id)
          .with("code", problem.code().code())
          .with("faults", problem.faults().size())
          .write();
    }
    return Responses.write(id, routes.dialectOf(event.getRawPath()), answer);
  }

  private Answer answer(Supplier<Request> request, Id id) {
    try {
      return routes.answer(request.get());
    } catch (SdkException e) {
      log.problem("request.unavailable").with("request", id).because(e).write();
      return Answer.Problem.passing(
          ProblemCode.UNAVAILABLE, "The store cannot be reached; please try again.", RETRY_AFTER);
    } catch (RuntimeException e) {
      log.problem("request.failed").with("request", id).because(e).write();
      return Answer.Problem.of(
          ProblemCode.INTERNAL, "If it stays, tell the operator the id of this request.");
    }
  }
}

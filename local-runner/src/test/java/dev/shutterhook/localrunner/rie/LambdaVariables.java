package dev.shutterhook.localrunner.rie;

import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.Template;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A function's whole environment: what the template gives it, what Lambda defines for every
 * function ("Defined runtime environment variables"), and where the emulators are. No {@code HOME}.
 */
public final class LambdaVariables {
  private LambdaVariables() {}

  /** The variables of a function whose code lies there. */
  public static Map<String, String> of(LocalCloud cloud, FunctionResource function, Path task) {
    Map<String, String> variables = new HashMap<>(function.environment());
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.logicalId());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memoryMb()));
    variables.put("AWS_LAMBDA_FUNCTION_TIMEOUT", String.valueOf(function.timeout().toSeconds()));
    variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    variables.put("_HANDLER", function.handler() + "::handleRequest");
    variables.put("AWS_REGION", Template.REGION);
    variables.put("AWS_DEFAULT_REGION", Template.REGION);
    variables.put("AWS_ACCESS_KEY_ID", "shutterhooklocal");
    variables.put("AWS_SECRET_ACCESS_KEY", "shutterhook-local-secret");
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", cloud.dynamoDbEndpoint().toString());
    variables.put("AWS_ENDPOINT_URL_SQS", cloud.sqsEndpoint().toString());
    variables.put("AWS_ENDPOINT_URL_S3", cloud.s3Endpoint().toString());
    return variables;
  }
}

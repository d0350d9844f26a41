package dev.shutterhook.localcloud.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code AWS::Serverless::Function}, zip and image; bounds are Lambda's quotas. */
final class FunctionReader {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(15);
  private static final int DEFAULT_MEMORY_MB = 128;
  private static final int MAX_MEMORY_MB = 10_240;

  private static final List<String> UNDERSTOOD =
      List.of(
          "Handler",
          "ImageConfig",
          "PackageType",
          "Timeout",
          "MemorySize",
          "Environment",
          "Events");

  /** They say how code is shipped, watched and scaled. */
  private static final Set<String> DEPLOY_ONLY =
      Set.of(
          "Architectures",
          "AutoPublishAlias",
          "AutoPublishAliasAllProperties",
          "AutoPublishCodeSha256",
          "CodeUri",
          "DeploymentPreference",
          "Description",
          "EphemeralStorage",
          "EventInvokeConfig",
          "FunctionName",
          "ImageUri",
          "KmsKeyArn",
          "Layers",
          "LoggingConfig",
          "PermissionsBoundary",
          "Policies",
          "PropagateTags",
          "ProvisionedConcurrencyConfig",
          "RecursiveLoop",
          "ReservedConcurrentExecutions",
          "Role",
          "RolePath",
          "Runtime",
          "RuntimeManagementConfig",
          "SnapStart",
          "Tags",
          "Tracing",
          "VersionDescription",
          "VpcConfig");

  private FunctionReader() {}

  static FunctionResource read(
      String logicalId, Properties properties, Names names, Map<String, String> secrets) {
    properties.allow(UNDERSTOOD, DEPLOY_ONLY);
    EventReader events = EventReader.read(properties.child("Events"), names);
    return new FunctionResource(
        logicalId,
        handler(properties),
        properties.seconds("Timeout", DEFAULT_TIMEOUT, Duration.ofSeconds(1), MAX_TIMEOUT),
        properties.integer("MemorySize", DEFAULT_MEMORY_MB, DEFAULT_MEMORY_MB, MAX_MEMORY_MB),
        environment(properties, secrets),
        events.routes(),
        events.queues(),
        events.schedules());
  }

  private static String handler(Properties properties) {
    String handler =
        switch (properties.text("PackageType").orElse("Zip")) {
          case "Zip" -> properties.requiredText("Handler");
          case "Image" -> command(properties.child("ImageConfig"));
          default -> throw properties.where().at("PackageType").fault("must be Zip or Image");
        };
    int method = handler.indexOf("::");
    return method < 0 ? handler : handler.substring(0, method);
  }

  private static String command(Properties imageConfig) {
    imageConfig.allow(List.of("Command"), Set.of("EntryPoint", "WorkingDirectory"));
    List<String> command = imageConfig.texts("Command");
    if (command.size() != 1) {
      throw imageConfig.where().at("Command").fault("must name one handler, pkg.Class::method");
    }
    return command.getFirst();
  }

  private static Map<String, String> environment(
      Properties properties, Map<String, String> secrets) {
    Properties environment = properties.child("Environment");
    environment.allow(List.of("Variables"), Set.of());
    Properties variables = environment.child("Variables");
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : variables.values().keySet()) {
      String text = variables.requiredText(name);
      texts.put(name, DynamicReference.resolve(text, secrets, variables.where().at(name)));
    }
    return texts;
  }
}

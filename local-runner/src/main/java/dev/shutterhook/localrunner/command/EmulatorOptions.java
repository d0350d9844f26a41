package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.localcloud.Endpoints;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Which emulator the functions of {@code sam local} find, and how far they may reach. */
final class EmulatorOptions {
  private static final String ANY = "test";
  private static final String FOLDER = "sam-local";

  @Option(
      names = "--endpoint",
      defaultValue = "http://172.30.29.2:4566",
      description =
          "Where LocalStack answers, seen from here and from a container alike: its address in the"
              + " Docker network, since a name would be put behind the bucket's.")
  private URI endpoint = URI.create("");

  @Option(names = "--guard", defaultValue = "open", description = "open or strict.")
  private String guard = "open";

  /** Where the secrets are kept, and what is handed to sam. */
  Path folder() {
    return Machine.current().state().resolve(FOLDER);
  }

  /** The key that captures are posted with. */
  String apiKey() throws IOException {
    return Machine.current().apiKey(Optional.of(folder()));
  }

  /**
   * The emulator, with all that the template describes.
   *
   * @throws IllegalStateException where none answers
   */
  LocalCloud shaped() throws IOException {
    Map<String, String> parameters =
        Map.of(
            "AwsEndpointUrl", endpoint.toString(),
            "EgressPolicy", EgressPolicy.parse(guard).name().toLowerCase(Locale.ROOT),
            "BootstrapApiKeyHash", ApiKey.hash(apiKey()));
    Endpoints emulator = Endpoints.at(endpoint, ANY, ANY).keeping(Storage.onDisk(folder()));
    try {
      return LocalCloud.start(
          Machine.current().root().resolve("template.yaml"), parameters, emulator);
    } catch (SdkClientException e) {
      throw new IllegalStateException(
          "no LocalStack answers at " + endpoint + ": start one, or name it with --endpoint", e);
    }
  }
}

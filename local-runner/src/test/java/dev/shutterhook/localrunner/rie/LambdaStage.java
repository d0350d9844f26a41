package dev.shutterhook.localrunner.rie;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localcloud.template.FunctionResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The template's functions under AWS's emulator. Real: the archives that are deployed, unpacked;
 * AWS's runtime client and emulator; tables, queues and bucket of the template. Double: the JDK is
 * this machine's.
 */
public final class LambdaStage implements AutoCloseable {
  /** The key that the recorded requests bring. */
  private static final String RECORDED_KEY =
      "shk_a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718661cbc8c";

  private final Path root = Path.of(Objects.requireNonNull(System.getProperty("shutterhook.root")));
  private final Path folder;
  private final List<String> before;
  private final Path emulator;
  private final LocalCloud cloud;
  private final List<EmulatedFunction> started = new ArrayList<>();
  private final AtomicInteger snapshots = new AtomicInteger();

  /** Everything that is written lies below {@code folder}. */
  public LambdaStage(Path folder) {
    this(folder, List.of());
  }

  /**
   * The same, with the functions behind another program.
   *
   * @param before that program's words, such as those of {@code taskset}
   */
  public LambdaStage(Path folder, List<String> before) {
    this.before = List.copyOf(before);
    this.folder = folder;
    this.emulator = EmulatorProgram.find(root);
    this.cloud =
        LocalCloud.start(
            root.resolve("template.yaml"),
            Map.of(
                "EgressPolicy", "open",
                "RequestsPerSecond", "500",
                "RenderRetryWaits", "0s,0s",
                "BootstrapApiKeyHash", ApiKey.hash(RECORDED_KEY)),
            Storage.inMemory());
  }

  /** What the functions work on. */
  public LocalCloud cloud() {
    return cloud;
  }

  /** A recorded event, as it is in the folder {@code events}. */
  public String event(String name) throws IOException {
    return Files.readString(root.resolve("events").resolve(name));
  }

  /** A fresh environment of a zip function, that no event has come to. */
  public EmulatedFunction zip(String function, String... flags) throws IOException {
    return emulated(function, List.of(), flags);
  }

  /** As {@link #zip}, on one class path of the JVM's own, as only an image can have it. */
  public EmulatedFunction onOnePath(String function, String... flags) throws IOException {
    return emulated(function, code(function).jars(), flags);
  }

  /** The runtime of a zip function on its way to a snapshot. */
  public SnapshotFunction snapshot(String function, String... flags) throws IOException {
    FunctionResource resource = cloud.function(function);
    DeployedCode code = code(function);
    return SnapshotFunction.start(
        JavaRuntime.underOpt(code.opt(), command(resource, List.of(), flags)),
        LambdaVariables.of(cloud, resource, code.task()),
        code.task(),
        folder.resolve(function + "-snapshot-" + snapshots.incrementAndGet() + ".log"));
  }

  /** An AOT cache of that class path, of a life in which one event came. */
  public Path aotCache(String function, String event) throws IOException, InterruptedException {
    FunctionResource resource = cloud.function(function);
    DeployedCode code = code(function);
    Path cache = folder.resolve(function + ".aot");
    try (SnapshotFunction trained =
        SnapshotFunction.start(
            JavaRuntime.underOpt(
                code.opt(),
                JavaRuntime.command(
                    resource, code.jars(), temporary(), "-XX:AOTCacheOutput=" + cache)),
            LambdaVariables.of(cloud, resource, code.task()),
            code.task(),
            folder.resolve(function + "-trained.log"))) {
      trained.api().restore();
      trained.invoke(event);
      trained.end();
      if (!Files.exists(cache)) {
        throw new IllegalStateException("no AOT cache: " + trained.log());
      }
    }
    return cache;
  }

  /** A zip function's code, unpacked once. */
  public DeployedCode code(String function) throws IOException {
    Path task = folder.resolve(function);
    return Files.exists(task)
        ? new DeployedCode(task, folder.resolve("opt"))
        : DeployedCode.unpack(cloud.template(), function, root, folder);
  }

  /** A fresh environment of the function of that image, from the jars that go into it. */
  public EmulatedFunction image(String function, String chromium) throws IOException {
    FunctionResource resource = cloud.function(function);
    Map<String, String> variables = LambdaVariables.of(cloud, resource, folder);
    variables.put("CHROMIUM", chromium);
    return kept(
        EmulatedFunction.start(
            emulator,
            Files.createDirectories(folder.resolve("no-opt")),
            JavaRuntime.image(
                resource, root.resolve("render-function/target/image/lib"), temporary()),
            variables,
            folder,
            folder.resolve(function + "-" + started.size() + ".log")));
  }

  /**
   * A fresh environment of the renderer in a container of its image.
   *
   * @param settings variables that are to be other than the template's
   */
  public EmulatedFunction inside(RenderContainer container, Map<String, String> settings)
      throws IOException {
    FunctionResource resource = cloud.function("RenderFunction");
    Map<String, String> variables = LambdaVariables.of(cloud, resource, Path.of("/var/task"));
    // The image has its own.
    variables.remove("PATH");
    variables.remove("LANG");
    variables.putAll(settings);
    Path log = folder.resolve("container-" + started.size() + ".log");
    return kept(EmulatedFunction.inside(container, variables, log));
  }

  /** A container of the image that the tests shall take, that is to be started with so much. */
  public RenderContainer container(int memoryMb, int temporaryMb) {
    return container(
        RenderContainer.image()
            .orElseThrow(() -> new IllegalStateException(RenderContainer.missing())),
        memoryMb,
        temporaryMb);
  }

  /** The same of another image. */
  public RenderContainer container(String image, int memoryMb, int temporaryMb) {
    return new RenderContainer(image, emulator, memoryMb, temporaryMb);
  }

  /** Where the functions' own files go. */
  public Path temporary() {
    try {
      return Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (EmulatedFunction function : started) {
      function.close();
    }
    cloud.close();
  }

  private EmulatedFunction emulated(String function, List<Path> jars, String... flags)
      throws IOException {
    FunctionResource resource = cloud.function(function);
    DeployedCode code = code(function);
    return kept(
        EmulatedFunction.start(
            emulator,
            code.opt(),
            command(resource, jars, flags),
            LambdaVariables.of(cloud, resource, code.task()),
            code.task(),
            folder.resolve(function + "-" + started.size() + ".log")));
  }

  private List<String> command(FunctionResource function, List<Path> jars, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(JavaRuntime.command(function, jars, temporary(), flags));
    return command;
  }

  private EmulatedFunction kept(EmulatedFunction function) {
    started.add(function);
    return function;
  }
}

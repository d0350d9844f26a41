package dev.shutterhook.localrunner.rie;

import dev.shutterhook.localcloud.template.Resource;
import dev.shutterhook.localcloud.template.Template;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A zip function's code as Lambda unpacks it.
 *
 * @param task the function's own archive, {@code /var/task} on Lambda
 * @param opt what its layers bring, {@code /opt} on Lambda
 */
public record DeployedCode(Path task, Path opt) {

  /** Unpacks what the template names for a function, below {@code folder}. */
  public static DeployedCode unpack(Template template, String function, Path root, Path folder)
      throws IOException {
    Path task = Files.createDirectories(folder.resolve(function));
    extract(root.resolve(text(template, function, "CodeUri")), task);
    Path opt = folder.resolve("opt");
    if (!Files.exists(opt)) {
      Files.createDirectories(opt);
      for (Resource layer : template.resources("AWS::Serverless::LayerVersion")) {
        extract(root.resolve(text(template, layer.logicalId(), "ContentUri")), opt);
      }
    }
    return new DeployedCode(task, opt);
  }

  /** The jars of the class path that Lambda's runtime makes of it: the task's, then the layers'. */
  public List<Path> jars() throws IOException {
    return Stream.concat(jars(task.resolve("lib")), jars(opt.resolve("java/lib"))).toList();
  }

  private static Stream<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  private static String text(Template template, String logicalId, String property) {
    return template.resources().stream()
        .filter(resource -> resource.logicalId().equals(logicalId))
        .map(resource -> String.valueOf(resource.properties().get(property)))
        .findFirst()
        .orElseThrow();
  }

  private static void extract(Path archive, Path folder) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(archive);
        Stream<Path> entries = Files.walk(zip.getPath("/"))) {
      for (Path entry : entries.filter(Files::isRegularFile).toList()) {
        Path file = folder.resolve(entry.toString().substring(1));
        Files.createDirectories(file.resolveSibling(""));
        Files.copy(entry, file);
      }
    }
  }
}

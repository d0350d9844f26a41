package dev.shutterhook.localrunner.examples;

import com.standardwebhooks.Webhook;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the examples are written in, and how their READMEs say that they are installed and run. */
enum Language {
  JAVA {
    @Override
    List<List<String>> installing() {
      return List.of();
    }

    @Override
    List<String> run() {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      return List.of(java, "-cp", jarOf(Webhook.class), "Receiver.java");
    }
  },
  NODE {
    @Override
    List<List<String>> installing() {
      String npm =
          "npm ci --ignore-scripts --no-audit --no-fund --loglevel=error"
              + " --fetch-retries=1 --fetch-retry-mintimeout=1000";
      return List.of(List.of(npm.split(" ", -1)));
    }

    @Override
    List<String> run() {
      return List.of("node", "receiver.js");
    }
  },
  PYTHON {
    @Override
    List<List<String>> installing() {
      String pip =
          ".venv/bin/pip --quiet --disable-pip-version-check --no-input --retries 1"
              + " install --requirement requirements.txt";
      return List.of(List.of("python3", "-m", "venv", ".venv"), List.of(pip.split(" ", -1)));
    }

    @Override
    List<String> run() {
      return List.of(".venv/bin/python", "receiver.py");
    }
  };

  /** How npm and pip say that nobody answers, and Python that it is too old or has no venv. */
  private static final Pattern NOT_THERE =
      Pattern.compile(
          "ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EAI_AGAIN"
              + "|NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError"
              + "|ProxyError|different python version|ensurepip is not available");

  /** The commands that make it ready, in its folder. */
  abstract List<List<String>> installing();

  /** The command that starts the receiver there. */
  abstract List<String> run();

  /** Its folder of the examples. */
  String folder() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static boolean cannotBeReached(String complaint) {
    return NOT_THERE.matcher(complaint).find();
  }

  static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

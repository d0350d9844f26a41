package dev.shutterhook.localrunner.command;

import dev.shutterhook.localrunner.sample.SampleServer;

/** The lines to paste for a first capture with nothing else at hand. */
final class FirstCapture {
  private FirstCapture() {}

  static String words(Running running, SampleServer sample) {
    return """
        Shutterhook takes captures. A first one, of a sample page, told to a sample receiver (here):

          curl -s %s/v1/captures \\
            -H 'Authorization: Bearer %s' \\
            -H 'Content-Type: application/json' \\
            -d '{"url":"%s","webhook_url":"%s"}'
        """
        .formatted(running.url(), running.apiKey(), sample.page(), sample.receiver());
  }
}

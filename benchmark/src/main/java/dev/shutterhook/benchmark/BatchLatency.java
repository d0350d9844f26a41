package dev.shutterhook.benchmark;

import dev.shutterhook.core.batch.CaptureBatch;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code POST /v1/batches} with a hundred captures over HTTP, beside the same hundred posted one
 * after the other, in turn in the same run.
 */
public final class BatchLatency {
  private static final int WARM_UP = 10;
  private static final int RUNS = 40;

  private BatchLatency() {}

  /** Prints the table. */
  public static void main(String[] words) throws Exception {
    String batch =
        IntStream.range(0, CaptureBatch.MAX_CAPTURES)
            .mapToObj(BatchLatency::capture)
            .collect(Collectors.joining(",", "{\"captures\":[", "]}"));
    try (Api api = new Api()) {
      Callable<?> together = () -> api.post("/v1/batches", batch, CaptureBatch.MAX_CAPTURES);
      Callable<?> oneByOne = () -> each(api);
      Api.inTurn(WARM_UP, together, oneByOne);
      long[][] nanos = Api.inTurn(RUNS, together, oneByOne);
      Percentiles single = new Percentiles("100 times POST /v1/captures", nanos[1]);
      System.out.println(new Percentiles("POST /v1/batches of 100", nanos[0]).beside(single));
      System.out.println(single.beside(single));
    }
  }

  private static String capture(int number) {
    return "{\"url\":\"https://example.com/" + number + "\"}";
  }

  private static int each(Api api) throws IOException, InterruptedException {
    for (int i = 0; i < CaptureBatch.MAX_CAPTURES; i++) {
      api.post("/v1/captures", capture(i), 1);
    }
    return CaptureBatch.MAX_CAPTURES;
  }
}

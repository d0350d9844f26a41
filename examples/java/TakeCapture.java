import dev.shutterhook.client.Capture;
import dev.shutterhook.client.CaptureRequest;
import dev.shutterhook.client.Shutterhook;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Takes one capture of an address into a file: TakeCapture.java URL FILE. */
public final class TakeCapture {
  private TakeCapture() {}

  public static void main(String[] args) throws Exception {
    URI api = URI.create(System.getenv("SHUTTERHOOK_URL"));
    String key = System.getenv("SHUTTERHOOK_API_KEY");

    Shutterhook shutterhook = Shutterhook.at(api, key);
    Capture asked = shutterhook.capture(CaptureRequest.ofUrl(args[0]).with("full_page", true));
    Capture capture = shutterhook.await(asked, Duration.ofMinutes(2));
    if (capture.completed()) {
      shutterhook.download(capture, Path.of(args[1]));
    }

    System.out.println(capture.id() + " " + capture.status() + capture.errorCode().map(" "::concat).orElse(""));
  }
}

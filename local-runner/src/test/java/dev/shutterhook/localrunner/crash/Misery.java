package dev.shutterhook.localrunner.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** How a receiver fails, each in its own way, all of them after it has read the request. */
enum Misery {
  SERVER_ERROR(200) {
    @Override
    void happen(Socket socket) throws IOException {
      answer(socket, "500 Internal Server Error", "", "oops");
    }
  },
  NOT_FOUND(100) {
    @Override
    void happen(Socket socket) throws IOException {
      answer(socket, "404 Not Found", "", "");
    }
  },
  REDIRECT(100) {
    @Override
    void happen(Socket socket) throws IOException {
      answer(socket, "307 Temporary Redirect", "location: /elsewhere\r\n", "");
    }
  },
  TOO_MANY_REQUESTS(100) {
    @Override
    void happen(Socket socket) throws IOException {
      answer(socket, "429 Too Many Requests", "retry-after: 1\r\n", "");
    }
  },
  UNAVAILABLE_UNTIL(100) {
    @Override
    void happen(Socket socket) throws IOException {
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME
              .withLocale(Locale.ROOT)
              .format(Instant.now().plusSeconds(2).atOffset(ZoneOffset.UTC));
      answer(socket, "503 Service Unavailable", "retry-after: " + date + "\r\n", "");
    }
  },
  SILENT_END(100) {
    @Override
    void happen(Socket socket) {
      // It closes without a word.
    }
  },
  RESET(100) {
    @Override
    void happen(Socket socket) throws IOException {
      socket.setSoLinger(true, 0);
    }
  },
  NO_HTTP(50) {
    @Override
    void happen(Socket socket) throws IOException {
      write(socket, "this is no answer\r\n\r\n");
    }
  },
  HALF_AN_ANSWER(50) {
    @Override
    void happen(Socket socket) throws IOException {
      write(socket, "HTTP/1.1 500 Oops\r\ncontent-length: 100\r\n\r\nhalf");
    }
  },
  TEN_THOUSAND_FIELDS(50) {
    @Override
    void happen(Socket socket) throws IOException {
      answer(socket, "200 OK", "x-field: a value like any other\r\n".repeat(10_000), "");
    }
  },
  ENDLESS_BODY(47) {
    @Override
    void happen(Socket socket) throws IOException {
      write(socket, "HTTP/1.1 500 Oops\r\n\r\n");
      String block = "x".repeat(8_192);
      for (int i = 0; i < MAX_BLOCKS; i++) {
        write(socket, block);
      }
    }
  },
  NEVER_ANSWERS(2) {
    @Override
    void happen(Socket socket) throws IOException {
      socket.setSoTimeout(LONGER_THAN_ANYBODY_WAITS);
      socket.getInputStream().read();
    }
  },
  DRIPS(1) {
    @Override
    void happen(Socket socket) throws IOException {
      write(socket, "HTTP/1.1 200 OK\r\n");
      for (int i = 0; i < LONGER_THAN_ANYBODY_WAITS / 100; i++) {
        write(socket, "x-" + i + ": y\r\n");
        LockSupport.parkNanos(100_000_000);
      }
    }
  };

  private static final int MAX_BLOCKS = 4_096;
  private static final int LONGER_THAN_ANYBODY_WAITS = 30_000;

  private final int weight;

  Misery(int weight) {
    this.weight = weight;
  }

  abstract void happen(Socket socket) throws IOException;

  /** By chance, from 0 to 1. */
  static Misery at(double chance) {
    double left = chance * java.util.Arrays.stream(values()).mapToInt(one -> one.weight).sum();
    for (Misery misery : values()) {
      left -= misery.weight;
      if (left < 0) {
        return misery;
      }
    }
    return SERVER_ERROR;
  }

  static void answer(Socket socket, String status, String fields, String body) throws IOException {
    write(
        socket,
        "HTTP/1.1 %s\r\ncontent-length: %d\r\nconnection: close\r\n%s\r\n%s"
            .formatted(status, body.length(), fields, body));
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
